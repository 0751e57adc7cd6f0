/** Words of mailboxes, servers, passwords and what goes wrong with them. */
export const MAIL_TERMS = {
  mail: 'mail | email | e mail | mailbox | mail box | inbox | emails | messages | 邮箱 | 邮件 | 信箱 | 收件箱 | 电邮 | 电子邮件 | 伊妹儿 | 来信 | 新信',
  receive:
    'receive | recieve | fetch | incoming mail | download mail | get mail | get my mail | get email | get my email | getting email | getting mail | getting my email | get messages | retrieve | pull mail | 收信 | 收邮件 | 接收 | 收取 | 收件 | 收不到 | 收得到 | 收到信 | 拉取 | 取信 | 能收',
  send: 'send | sending | sent | outbox | outgoing mail | reply | 发信 | 发邮件 | 发送 | 发不出 | 发不了 | 发不出去 | 寄信 | 寄出 | 能发 | 发出去 | 回信 | 发件',
  incoming:
    'incoming | inbound | incoming server | mail server | 收件服务器 | 接收服务器 | 收信服务器 | 接收邮件服务器',
  outgoing:
    'outgoing | smtp | outgoing server | outgoing mail server | 发件服务器 | 发送服务器 | 发信服务器 | 发送邮件服务器',
  protocol: 'imap | pop | pop3 | imap4 | exchange | eas | activesync | active sync | 协议 | 收件协议',
  server: 'server | host | servers | hostname | host name | 服务器 | 主机 | 主机名 | 服务端',
  password:
    'password | passwords | pasword | passwrd | passward | pass word | passwd | pwd | pw | passcode | passphrase | passkey | credential | credentials | 密码 | 口令 | 密碼 | 登录密码',
  account:
    'account | user name | username | user id | login name | login id | acct | profile | 账号 | 帐号 | 账户 | 帐户 | 用户名 | 账户名 | 工号 | 户名',
  client:
    'thunderbird | outlook | foxmail | t bird | tbird | mail client | email client | mail app | mail application | email program | mail program | email app | apple mail | mail app | em client | spark | k9 | k 9 mail | emclient | windows mail | mac mail | 客户端 | 邮件客户端 | 邮件软件 | 雷鸟 | 网易邮箱大师 | 邮箱大师 | 邮件大师 | 自带邮件 | 自带邮箱 | 系统邮件 | 邮件程序 | qq邮箱app | 收信软件 | 第三方客户端',
  webmail:
    'webmail | web mail | browser | owa | outlook on the web | web interface | online login | web page | website | web login | web version | 网页 | 网页版 | 网页端 | 浏览器 | 网页邮箱 | web端 | 官网',
  phone:
    'phone | iphone | android | mobile | cell | cellphone | cell phone | smartphone | tablet | ipad | handset | galaxy | 手机 | 平板 | 苹果手机 | 安卓 | 移动设备 | 小米 | 华为手机 | 移动端 | 手机端',
  computer:
    'computer | laptop | pc | desktop | notebook | mac | macbook | workstation | imac | 电脑 | 笔记本 | 台式机 | 计算机 | 机器',
  gmail: 'gmail | google | google workspace | google mail | gsuite | g suite | 谷歌 | 谷歌邮箱',
  microsoft:
    'hotmail | outlook com | live com | microsoft | office 365 | o365 | microsoft 365 | m365 | office365 | exchange online | msn | ms365 | 微软 | 微软邮箱',
  chinese_provider:
    'qq | qq邮箱 | 163 | 126 | 网易 | 网易邮箱 | 新浪邮箱 | 新浪 | exmail | 腾讯企业邮 | 腾讯企业邮箱 | 腾讯邮箱 | 企业微信邮箱 | 阿里企业邮箱 | 阿里邮箱 | 阿里云邮箱 | foxmail邮箱 | 139邮箱 | 189邮箱 | sina | netease | tencent | aliyun | 搜狐邮箱 | yeah net | 校园邮箱 | 学校邮箱 | coremail',
  provider:
    'yahoo | aol | icloud | me com | comcast | xfinity | verizon | spectrum | godaddy | zoho | isp | provider | att | bt | btinternet | virgin media | fastmail | proton | gmx | web de | yandex | earthlink | cox | 雅虎 | 服务商 | 运营商 | 邮箱服务商',
  login:
    'login | log in | log into | logging in | logged in | log on | logon | sign in | sign into | signin | signing in | sign on | signed in | get into | access | authenticate | authentication | auth | verify | 登录 | 登陆 | 登入 | 登不上 | 登不进 | 登不了 | 登上去 | 进不去 | 进不了 | 上不去 | 认证 | 身份验证 | 验证失败 | 登得上 | 登进去 | 登录不上 | 登录不了',
  prompt:
    'prompt | pop up | popup | pops up | popped up | dialog | dialogue | asks for | asking for | ask for | asked for | asks me | asking me | box appears | requests | wants my | wants me | 弹出 | 弹窗 | 弹框 | 跳出 | 要求输入 | 要我输 | 要求我 | 让我输 | 对话框 | 窗口 | 框框 | 叫我输 | 让输入 | 弹个 | 弹 | 要我填',
  repeat:
    'again and again | keeps | keep | repeatedly | constantly | over and over | every time | all the time | each time | continually | repeated | continuously | nonstop | persist | persistently | several times | loop | 反复 | 老是 | 一直 | 总是 | 不停 | 重复 | 每次 | 不断 | 一遍又一遍 | 没完没了 | 隔一会 | 天天 | 循环',
  wrong:
    'wrong | incorrect | invalid | not correct | bad | mismatch | not recognized | not recognised | not recognize | not valid | 错误 | 不正确 | 不对 | 有误 | 错了 | 无效 | 不匹配 | 报错 | 出错',
  refuse:
    'reject | refuse | denied | not accept | wont accept | doesnt accept | declined | not allowed | forbidden | disallow | not authorised | not authorized | unauthorized | relaying denied | 拒绝 | 不接受 | 不认 | 被拒 | 不通过 | 通不过 | 不让 | 不允许 | 禁止',
  fail: 'fail | failed | failure | cannot | cant | can not | unable | wont | doesnt work | not working | dont work | doesnt | not work | stopped working | no longer | couldnt | could not | not able | will not | does not | isnt working | never works | 失败 | 无法 | 不能 | 不了 | 没法 | 不行 | 用不了 | 不好使 | 没反应 | 不成功 | 出不来 | 不能用',
  works:
    'works fine | works | worked | fine | ok | okay | no problem | correct password | is correct | are correct | correctly | still works | without problem | working fine | 正常 | 可以 | 没问题 | 好的 | 能用 | 是对的 | 没错 | 正确 | 能登 | 都好 | 好用',
  change:
    'change | changed | changing | update my password | updated my password | new password | modify | switch to a new | 更改 | 修改 | 改密码 | 改了 | 改过 | 换密码 | 换了密码 | 新密码 | 改完 | 变更 | 改成 | 更换密码 | 改好',
  old_password:
    'old password | old one | previous password | outdated password | former password | 旧密码 | 老密码 | 原来的密码 | 以前的密码 | 之前的密码',
  reset:
    'reset | resetting | recover | recovery | retrieve my password | initial password | get a new one | 重置 | 找回 | 取回 | 重设 | 初始密码 | 初始化密码 | 密保 | 恢复密码',
  forget:
    'forgot | forget | forgotten | dont remember | cant remember | not remember | cannot remember | dont recall | lost my password | lost password | dont know my password | dont know the password | no idea what my password | no clue what | what is my password | unknown password | 忘 | 忘记 | 忘了 | 想不起来 | 不记得 | 记不得 | 记不清 | 记不住 | 不知道密码 | 想不起 | 忘光 | 记性 | 密码是什么 | 密码是多少 | 密码丢了',
  stored:
    'remember password | saved | stored | cached | cache | keychain | credential manager | saved password | stored password | password manager | store | autofill | 记住 | 保存 | 缓存 | 钥匙串 | 凭据 | 凭据管理器 | 存的 | 已保存 | 存着 | 记着 | 残留 | 凭证 | 本地存 | 保存的密码',
  expire:
    'expire | expired | expires | expiry | expiration | out of date | past its date | too old | 90 days | 过期 | 到期 | 失效 | 有效期 | 期限 | 超期 | 快到期 | 90天 | 三个月没改',
  locked:
    'locked | lock out | lockout | locked out | locking | locks | suspended | account blocked | frozen | suspension | deactivated | account disabled | 锁定 | 被锁 | 锁住 | 冻结 | 封号 | 被封 | 停用 | 锁了 | 锁死 | 上锁 | 禁用 | 被停 | 封停',
  unlock: 'unlock | unlocked | unblock | unfreeze | release my account | 解锁 | 解封 | 解冻 | 解开',
  certificate:
    'certificate | cert | certs | ssl certificate | tls certificate | security certificate | security exception | issuer | certificate authority | self signed | untrusted | trusted | not trusted | identity cannot be verified | cannot verify server identity | server identity | host name mismatch | name mismatch | 证书 | 安全证书 | 颁发者 | 不受信任 | 信任 | 自签名 | 服务器身份 | 主体名称 | 根证书 | 域名不匹配 | 例外 | 不可信 | 数字证书 | 安全例外',
  tls: 'ssl | tls | starttls | encryption | encrypted | ssl tls | handshake | secure connection | 加密 | 握手 | 安全连接 | 加密方式 | 加密连接',
  antivirus:
    'antivirus | anti virus | norton | avast | avg | kaspersky | mcafee | bitdefender | eset | security software | web shield | mail shield | 杀毒 | 杀毒软件 | 杀软 | 火绒 | 卡巴斯基 | 卡巴 | 电脑管家 | 安全卫士 | 360 | 诺顿 | 安全软件',
  vpn: 'vpn | proxy | tunnel | clash | 代理 | 梯子 | 翻墙 | 科学上网 | 全局代理 | 加速器',
  network:
    'firewall | wifi | wi fi | hotspot | mobile data | router | network | isp connection | fibre | broadband | starlink | tethering | guest network | hotel | airport | 4g | 5g | cellular | home network | office network | 防火墙 | 网络 | 热点 | 流量 | 公司网 | 宽带 | 校园网 | 内网 | 外网 | 酒店 | 无线网 | 家里 | 行为管理 | 局域网 | 咖啡馆 | 被墙 | 封网',
  timeout:
    'time out | timed out | timeout | times out | no response | not responding | 超时 | 没响应 | 无响应 | 转圈 | 没有响应 | 一直转',
  connect:
    'connect | connection | connecting | reach | unreachable | reachable | disconnect | refused connection | 连接 | 连不上 | 连不通 | 连上 | 断开 | 不通 | 掉线 | 连接不上 | 建立连接 | 联不上',
  ip: 'ip | ip address | ip range | our address | egress | ip地址 | 出口ip | 公网ip | 出口地址',
  blocklist:
    'blacklist | blacklisted | blocklist | block list | spamhaus | rbl | barracuda | reputation | throttle | throttled | rate limit | rate limited | too many | too many connections | limit exceeded | sending limit | temporarily blocked | quota of messages | listed | 黑名单 | 限制 | 限流 | 频率 | 超限 | 拉黑 | 频繁 | 过于频繁 | 上限 | 连接数 | 并发 | 信誉 | 风控 | 封禁 | 屏蔽 | 次数过多 | 太频繁',
  mfa: '2fa | mfa | two step | 2 step | two factor | 2 factor | multi factor | multifactor | authenticator | otp | modern authentication | modern auth | oauth | oauth2 | o auth | two steps verification | two layer | passwordless | basic authentication | basic auth | less secure | security key | approve sign in | 两步验证 | 二次验证 | 双重认证 | 双重验证 | 双因素 | 双因子 | 多因素 | 多因素认证 | 两步 | 二步验证 | 无密码 | 动态口令 | 动态码 | 令牌 | 新式验证 | 现代认证 | 现代验证 | 基本验证 | 基本认证 | 身份验证器 | 二次认证',
  app_password:
    'app password | app specific password | application password | app passwords | application specific | authorization code | authorisation code | auth code | client password | mail key | generated password | 授权码 | 应用密码 | 应用专用密码 | 专用密码 | 客户端密码 | 客户端专用密码 | 独立密码 | 安全密码 | 第三方密码 | 专属密码',
  code: 'verification code | security code | confirmation code | six digit | one time code | text code | sms code | access code | code | 验证码 | 短信 | 短信验证 | 校验码 | 手机验证 | 推送',
  dns: 'dns | mx | mx record | mx records | nameserver | name server | name servers | domain | domain name | zone | registrar | a record | cname | autodiscover | txt record | 域名 | 解析 | mx记录 | 域名解析 | 解析记录 | txt记录 | 注册商 | 域名商 | 自动发现 | 备案',
  spf: 'spf | dkim | dmarc | reverse dns | ptr | rdns | authentication checks | unauthenticated mail | 反向解析 | 发信认证 | dkim签名',
  bounce:
    'bounce | bounced | bouncing | undeliverable | undelivered | not delivered | ndr | returned mail | mailer daemon | delivery failed | delivery status | non delivery | comes back | 退信 | 退回 | 被退 | 投递失败 | 退件 | 弹回 | 打回来 | 系统退信',
  settings:
    'settings | setting | configure | configuration | config | set up | setup | setting up | port | ports | parameters | manual | manually | add account | adding account | server name | details | auto detect | 设置 | 配置 | 端口 | 参数 | 手动 | 填什么 | 怎么填 | 填写 | 添加账户 | 添加邮箱 | 服务器地址 | 绑定 | 添加 | 配邮箱 | 配不上 | 地址填',
  port: '993 | 995 | 143 | 110 | 465 | 587 | 25 | 2525 | 994',
  enable:
    'enable | enabled | turn on | turned on | switch on | activate | switched on | 开启 | 打开 | 开通 | 启用 | 未开启 | 没开 | 没开通 | 未开通 | 开关 | 没打开 | 开一下',
  disable:
    'disabled | turned off | turn off | switched off | disable | discontinued | not enabled | no longer supported | no longer support | not available for | authenticated but not connected | dropped support | 关闭 | 关了 | 关掉 | 停用了 | 不支持 | 不再支持 | 被关 | 未启用 | 停止服务 | 停止支持 | 下线 | 没有权限使用 | 关停',
  outage:
    'down | outage | maintenance | unavailable | temporarily unavailable | service unavailable | crashed | overload | server error | internal error | try again later | status page | offline | dead | 宕机 | 挂了 | 崩了 | 炸了 | 维护 | 瘫痪 | 故障 | 崩溃 | 服务器坏了 | 服务不可用 | 系统繁忙 | 打不开 | 抽风 | 停机 | 503 | 稍后再试 | 升级维护',
  everyone:
    'everyone | everybody | all users | whole company | colleagues | coworkers | our team | others too | other people | all of us | several users | whole office | multiple users | anyone else | whole department | all our | 大家 | 全公司 | 所有人 | 同事 | 整个部门 | 部门 | 很多人 | 全部用户 | 全员 | 一堆人 | 好多人 | 大面积 | 批量 | 多个用户 | 其他人 | 都不行',
  admin:
    'admin | administrator | tenant | conditional access | policy | group policy | active directory | ad connect | ldap | domain controller | entra | azure ad | sso | adfs | rollout | migration | migrated | admin center | admin console | hybrid | federation | helpdesk tickets | mass | incident | 管理员 | 管理后台 | 租户 | 策略 | 条件访问 | 域控 | 目录同步 | 单点登录 | 批量下发 | 工单 | 后台 | 迁移 | 切换 | 统一认证 | 组策略 | ad域',
  keyboard:
    'caps lock | capslock | num lock | numlock | keyboard | typo | mistyped | mistype | typed wrong | typing | upper case | uppercase | lower case | lowercase | capital | capitals | layout | language setting | case sensitive | extra space | trailing space | copy paste | copied | pasted | copy and paste | 大写 | 大小写 | 小写 | 键盘 | 输错 | 打错 | 敲错 | 输入法 | 空格 | 大写锁定 | 全角 | 半角 | 拼错 | 写错 | 抄错 | 看错 | 复制粘贴 | 粘贴 | 手滑 | 按错 | 打错字 | 输反',
  hacked:
    'hacked | hacker | hackers | hack | compromised | stolen | stole | breach | data breach | leak | leaked | phishing | phished | phish | scam | scammer | ransom | blackmail | extortion | bitcoin | fake page | fake site | fake mail | malware | virus on | intruder | brute force | someone else | somebody else | not me | wasnt me | didnt do it | legitimate | genuine | suspicious link | 被盗 | 盗号 | 黑客 | 被黑 | 泄露 | 泄漏 | 钓鱼 | 钓鱼邮件 | 诈骗 | 骗子 | 勒索 | 比特币 | 木马 | 不是我 | 不是本人 | 撞库 | 爆破 | 有人在试 | 盗用 | 可疑链接 | 假网站 | 假冒网站 | 恶意 | 是不是真的 | 真假 | 中招 | 被攻破 | 有人登',
  spoof:
    'spoof | spoofed | spoofing | forged | purporting | impersonate | impersonating | in my name | pretending to be | from my own address | 冒用 | 伪造 | 冒充 | 假冒 | 以我的名义 | 用我的邮箱发 | 发件人是我',
  unusual:
    'unusual | suspicious | unusual activity | unfamiliar | unknown device | suspicious sign in | unrecognized | blocked sign in | security alert | 异常 | 可疑 | 陌生 | 异地 | 异地登录 | 异常登录 | 陌生设备 | 安全提醒 | 登录提醒 | 陌生地点',
  travel:
    'abroad | travel | travelling | traveling | trip | country | overseas | location | holiday | vacation | china | roaming | 出差 | 国外 | 海外 | 外地 | 境外 | 回国 | 旅游 | 休假',
  new_thing:
    'new | replaced | brand new | bought a | switched phones | another | second | additional | upgraded my phone | 新 | 新的 | 换了 | 换新 | 新买 | 新换 | 另一台 | 第二台 | 刚换 | 换成 | 新装 | 换手机 | 新手机 | 新电脑 | 换电脑',
  device:
    'device | devices | quarantine | quarantined | intune | enroll | enrolled | enrollment | mdm | company portal | device approval | trusted device | register device | activation | 设备 | 新设备 | 隔离区 | 设备管理 | 受信任设备 | 设备锁 | 扫码 | 授权设备 | 设备审批 | 激活 | 常用设备',
  missing: 'missing | disappeared | gone | vanished | lost emails | 不见了 | 没了 | 丢失 | 消失',
} as const;
