/** Words that follow “password” in a complaint and are never one themselves. Lower case, data only. */
const INNOCENT = `
a about accepted access account accounts active actually admin again all already also always am an and another any
anymore anyone anything app are as ask asked asking asks at authentication authenticated available away back bad be
because been before being blank blocked box but button by cached can cannot case cause caused change changed changes
changing check checked code coming compromised connection constantly contains correct correctly could credentials
current currently daily default denied dialog dialogue did different does doing done down due during each either else
empty enter entered entering entry error errors even ever every everything everywhere exactly expired expires expiry
fail failed failing fails failure fetch field fields fine first for forgot forgotten format found from fully gets
getting given goes going gone good got had has have having he hello help her here hidden hints his how however i if in
inbox inactive incoming incorrect incorrectly information inside instead into invalid is issue issues it item its just
keep keeping keeps know known last later leaked least length less letters like limit line link linked list locked
login logins logon long longer lost made mail mailbox mailboxes mails manager manually match matches matching me
message method mine mismatch missing mistake month more most must my name need needed needs never new next no none
nope normal not nothing notice notification now null of off ok okay old on once one only open opened options or other
our out outdated outgoing over own page passcode password passwords people per perfectly person persists phone please
policy pop popped popping pops popup probably problem problems program prompt prompted prompts properly protected
question quite rather really receive received refused registered rejected remembered removed repeatedly request
requested required requires reset resetting resets respond right same save saved saves saving says screen second
secure security seems sent server service set setting settings setup she should show shown side sign since so some
somebody someone something sometimes somewhere soon start status still stolen stopped store stored strength strong
stuff such suddenly support supposed sure sync synced system tells terrible than thanks that the thought think their them then there
these they thing things this those though three time times to today together too tool totally tried tries true try
trying twice two type typed typing unable unchanged under understood unknown unless until up update updated updates
use used user username using usual valid verified very visible was way we weak webpage website week went were what
whatever when where whether which while who why will window with within without work worked working works worry would
wrong wrongly year years yes yesterday yet you your yours somehow pasted paste copied copy typo typos written write
longest shortest twelve sixteen eight ten six identical definitely certainly obviously apparently simply merely nearly
almost clearly too-long too-short unreadable secret private safe unsafe public personal confidential sensitive
insensitive longer shorter complex simple complicated easy hard tricky awful useless broken stuck dead ready
accurate legit fresh recent original wasn't isn't doesn't don't didn't won't can't couldn't hasn't haven't
`;

/** Names of programs, protocols and parts of settings; with a number behind them they are versions. */
const TECHNICAL = `
account activesync android apple authenticator autodiscover chrome corp crammd5 digest edge email entra exchange exmail
firefox foxmail ftp gmail google hotmail hmail htc http https huawei icloud imap imaps iphone ipad ios keychain kerberos
ldap linux lark mac macbook macos mail mailmaster mapi mfa microsoft mozilla netease ntlm oauth oauth2 office openssl
oppo outlook owa plain pop pop3 pop3s port proton protonmail qq roundcube safari samsung server sina smtp smtps spark
ssl sso starttls teams tencent thunderbird tls totp ubuntu username vivo vpn webmail wechat wecom wifi windows win
xiaomi xoauth2 yahoo yandex zimbra zoho address host hostname url web user name pop-up
`;

/** Four-letter words common enough to stand in a row in an ordinary sentence. */
const FOUR_LETTERS = `
able also area away baby back ball bank base been best bill blue body book both busy call came card care case cell chat
city code cold come copy cost data date days dead deal desk does done door down each easy edit else even ever exit face
fact fail fast feel file fill find fine firm five form four free from full gave gets give goes gone good half hand hard
have head hear help here hers high hold home host hour idea into item join jump just keep kept kind know lack last late
left less life like line link list live load lock logs long look lose lost love made mail main make many meet menu mind
mine miss mode more most move much must name near need news next nice nine none note okay once ones only open over page
part pass past path pick plan play poor port post push quit read real rest room rule runs safe said same save says seem
seen self send sent sets show sick side sign site slow some soon sort stay step stop such sure sync take talk task team
tell test text than that them then they this thus time told took tool tree true turn type unit upon used user uses very
view wait walk want warn ways week well went were what when whom wide wifi will wish with word work year your zero
`;

function words(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/u));
}

const innocent = words(INNOCENT);
const technical = words(TECHNICAL);
const fourLetters = words(FOUR_LETTERS);

/** A word of a complaint or of settings, in any case. */
export function isOrdinaryWord(word: string): boolean {
  const plain = word.toLowerCase().replaceAll('’', "'");
  return innocent.has(plain) || technical.has(plain);
}

/** A four-letter English word that is likely in a sentence. */
export function isFourLetterWord(word: string): boolean {
  const plain = word.toLowerCase();
  return fourLetters.has(plain) || innocent.has(plain);
}

/** Programs and protocols with a version stuck to them: `Outlook2019`, `imap4rev1`, `TLS1.2`, `iPhone15Pro`. */
export const VERSIONED_NAME =
  /^(?:ms-?|microsoft-?)?(?:outlook|office|windows|win|word|excel|iphone|ipad|ios|android|mac|macos|macbook|foxmail|thunderbird|exchange|imap|pops?|smtps?|tls|ssl|sha|md|oauth|ipv|https?|utf|iso|rfc|chrome|edge|firefox|safari|server|mail|exch|mx|dc|pc|version|ver|build|step|line|port|error|err|errno|code|kb|ie|mate|mi|redmi|note|galaxy|pixel|nova|honor|huawei|xiaomi|vivo|oppo|qq|wps|mfa|aadsts|coremail|hmail|owa|ews|vpn|wifi|base|rsa|aes|room|ext|floor)[-_./ ]?\d[\w.-]*$|^[a-z]\d{1,4}(?:[.-]\d{1,4}){0,4}(?:pro|max|plus)?$/iu;

/** Numbers of tickets and updates: `INC0012345`, `MM-1042`, `KB5012170`. */
export const TICKET =
  /^(?:inc|req|ritm|chg|prb|task|tkt|ticket|case|sr|cs|wo|mm|kb|it|hd|cve|bug|jira|help|desk|ops|sn|id|no)[-_#:]?\d[\d-]*$/iu;
