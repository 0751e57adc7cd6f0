/** Words of other help-desk matters and of talk that has nothing to do with mail trouble. */
export const OTHER_TERMS = {
  calendar:
    'calendar | calendars | meeting | meetings | appointment | invite | invitation | schedule | caldav | 日历 | 会议 | 日程 | 预定会议 | 邀请 | 会议室',
  chat_tool:
    'skype | zoom | teams | slack | webex | wechat | whatsapp | telegram | discord | lync | dingtalk | 企业微信 | 微信 | 钉钉 | 飞书 | 腾讯会议 | 会议软件',
  printing:
    'print | printer | printing | scanner | toner | cartridge | paper jam | 打印 | 打印机 | 扫描仪 | 复印机 | 墨盒 | 卡纸',
  attachment:
    'attachment | attachments | attach | pdf | pdfs | zip file | winmail dat | large file | 附件 | 大文件 | 中转站 | 超大附件',
  spam: 'spam | junk | junk mail | unsubscribe | newsletter | advert | ads | advertising | filter | filtering | 垃圾邮件 | 垃圾箱 | 广告 | 订阅 | 退订 | 骚扰邮件 | 过滤',
  quota:
    'quota | storage | full | mailbox full | mailbox size | disk space | capacity | archive | 容量 | 空间 | 满了 | 存储 | 归档 | 扩容 | 爆满 | 已满',
  folder:
    'folder | folders | subfolder | trash | drafts | move mail | delete emails | deleted | label | labels | sort | sorting | columns | 文件夹 | 删除 | 误删 | 草稿 | 回收站 | 标签 | 排序 | 移动邮件 | 误删除',
  compose:
    'signature | font | template | vacation responder | auto reply | out of office | spell check | formatting | subject line | forwarding rule | html | 签名 | 字体 | 模板 | 自动回复 | 主题 | 群发 | 撤回 | 定时发送 | 抄送 | 密送',
  search_tool: 'search | searching | index | indexing | 搜索 | 检索 | 查找 | 索引',
  contacts:
    'contacts | contact list | address book | carddav | distribution list | mailing list | global address list | 通讯录 | 联系人 | 群组 | 邮件组 | 地址簿 | 名片',
  business_app:
    'erp | sap | crm | oa | hr system | payroll | intranet | sharepoint | jira | salesforce | engineering tool | expense | timesheet | portal account | database | 考勤 | 报销 | 用友 | 金蝶 | 审批 | 人事系统 | 财务系统 | oa系统 | 业务系统 | 门禁 | 考勤系统 | 打卡',
  other_account:
    'facebook | ebay | amazon | netflix | steam | twitter | instagram | apple id | bank | paypal | linkedin | windows login | windows account | windows password | github | forum | game | tiktok | 支付宝 | 淘宝 | 微博 | 贴吧 | 知乎 | 银行 | 抖音 | 游戏 | 开机密码 | 论坛 | 京东 | 花呗 | wifi密码 | 锁屏密码 | 网站账号 | 苹果账号',
  hardware:
    'monitor | screen | mouse | headset | webcam | microphone | battery | charger | usb | hard drive | slow computer | blue screen | black screen | freeze | freezes | docking | memory | 显示器 | 鼠标 | 耳机 | 蓝屏 | 黑屏 | 死机 | 卡顿 | 重启 | 摄像头 | 麦克风 | 硬盘 | 充电 | 内存 | 很慢 | 触控板 | 开机',
  office_app:
    'excel | word document | powerpoint | onedrive | office license | macro | spreadsheet | adobe | photoshop | excel文件 | 表格 | 文档 | ppt | wps | 网盘 | 共享文件夹 | 共享盘',
  internet:
    'internet is | no internet | internet connection | wifi password | wireless | slow internet | lan | ethernet | 上网 | 无线网络 | 网速 | 断网 | 没网 | 路由器 | 网线 | 宽带账号',
  software:
    'extension | extensions | add on | addon | plugin | license | licence | bookmark | bookmarks | firefox | chrome | edge | theme | toolbar | dark mode | 插件 | 扩展 | 书签 | 火狐 | 激活码 | 许可证 | 主题皮肤 | 加载项 | 正版',
  signing:
    's mime | smime | pgp | openpgp | gpg | digital signature | encrypt my mail | 签名证书 | 数字签名 | 加密邮件 | 邮件签名',
  registration:
    'register an account | sign up | create a new account | registration | create an account | 注册 | 申请邮箱 | 开户 | 新建邮箱 | 新注册',
  migration:
    'backup | back up | export | import | move my mail | transfer my emails | pst | mbox | copy emails | 备份 | 导出 | 导入 | 搬家 | 迁移邮件',
  smalltalk:
    'weather | pizza | joke | lunch | coffee | football | movie | song | music | marry | love you | birthday | how old are you | who are you | your name | politics | stock | 天气 | 吃饭 | 笑话 | 午饭 | 奶茶 | 电影 | 音乐 | 无聊 | 你是谁 | 你叫什么 | 生日 | 股票 | 唱歌 | 外卖 | 喜欢你',
  payment:
    'invoice payment | refund | subscription price | donate | donation | price | pay | billing | 付费 | 退款 | 价格 | 支付 | 会员 | 捐款 | 充值 | 收费',
} as const;
