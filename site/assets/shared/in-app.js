// The browsers inside chat apps save no files: there, what would be saved is shown as text to copy.

/** Whether this is such a browser, by the name it sends. */
export const isInApp = /MicroMessenger|wxwork|QQ\/|Weibo|DingTalk|Lark|Feishu|AlipayClient/i.test(navigator.userAgent);
