/** Whether the server serves more of the console than the pages that mails link to. */
export const isOn = document.documentElement.dataset.console !== 'off'
