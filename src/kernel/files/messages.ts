import { messages } from '../i18n/messages.ts'

/** Why a file is not taken in or not given out. */
export const filesMessages = messages({
  'refusal.files.too_large': { hant: '檔案超過上限（{megabytes, number} MB），沒有存下。', hans: '文件超过上限（{megabytes, number} MB），没有保存。', en: 'The file is larger than allowed ({megabytes, number} MB); it was not kept.' },
  'refusal.files.empty': { hant: '檔案是空的（0 位元組），沒有存下。', hans: '文件是空的（0 字节），没有保存。', en: 'The file is empty (0 bytes); it was not kept.' },
  'refusal.files.disk_full': { hant: '伺服器的磁碟滿了，檔案沒有存下。請通知管理員。', hans: '服务器磁盘已满，文件没有保存。请通知管理员。', en: 'The server has no disk space left; the file was not kept. Tell the administrator.' },
  'refusal.files.missing': { hant: '檔案的內容不在儲存空間裡，請管理員從備份還原。', hans: '文件的内容不在存储空间里，请管理员从备份恢复。', en: 'The content of this file is not in the store. The administrator must restore it from a backup.' },
})
type M = typeof filesMessages
declare module '#kernel/i18n/messages.ts' {
  interface MessageKeys extends M {}
}
