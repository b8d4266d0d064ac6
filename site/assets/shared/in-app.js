// The browsers inside other programs: they save no files, so what is to be saved is given as text to copy.

/** The programs, by a word their browsers call themselves by. */
dtmm.isInApp = /MicroMessenger|wxwork|QQ\/|Weibo|DingTalk|Lark|Feishu|AlipayClient/i.test(navigator.userAgent);
