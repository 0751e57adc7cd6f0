/** Traditional characters that occur in talk about mail, each followed by its simplified form. */
const PAIRS =
  '郵邮 件件 箱箱 帳账 賬账 帐账 號号 戶户 錄录 陸陆 碼码 證证 書书 發发 傳传 伺伺 務务 器器 連连 線线 網网 絡络 設设 ' +
  '定定 檢检 測测 驗验 錯错 誤误 無无 請请 問问 題题 認认 輸输 輯辑 過过 還还 這这 個个 們们 麼么 嗎吗 為为 會会 來来 ' +
  '時时 間间 開开 關关 閉闭 啟启 電电 腦脑 機机 換换 儲储 憶忆 記记 試试 說说 話话 讓让 訊讯 識识 別别 應应 該该 ' +
  '權权 協协 議议 埠端 護护 備备 裝装 裡里 裏里 復复 複复 當当 從从 對对 將将 後后 幫帮 顯显 點点 鎖锁 鑰钥 資资 訪访 ' +
  '載载 軟软 體体 雲云 廠厂 廣广 詐诈 騙骗 駭骇 盜盗 遺遗 洩泄 攔拦 絕绝 維维 壞坏 斷断 慢慢 頁页 瀏浏 覽览 鏈链 ' +
  '聯联 繫系 係系 專专 業业 員员 誰谁 義义 釋释 區区 條条 變变 動动 異异 樣样 總总 經经 單单 雙双 層层 簡简 簽签 ' +
  '續续 續续 終终 給给 結结 統统 級级 組组 紅红 絡络 約约 處处 虛虚 屬属 導导 尋寻 實实 寫写 寶宝 審审 師师 強强 ' +
  '張张 彈弹 徵征 愛爱 態态 懶懒 戰战 拋抛 擊击 擋挡 擴扩 據据 數数 暫暂 東东 檔档 歷历 歸归 殺杀 滿满 準准 煩烦 ' +
  '爾尔 狀状 獨独 現现 環环 產产 畫画 療疗 盡尽 稱称 種种 積积 筆笔 範范 籤签 紀纪 細细 緊紧 緩缓 編编 縮缩 聽听 ' +
  '職职 臨临 舉举 舊旧 號号 術术 衝冲 補补 見见 規规 視视 親亲 觀观 計计 討讨 訂订 託托 許许 評评 詞词 詢询 詳详 ' +
  '誠诚 調调 談谈 謝谢 譯译 讀读 貓猫 貝贝 負负 財财 責责 貨货 販贩 費费 質质 購购 趕赶 蹤踪 車车 軌轨 較较 輕轻 ' +
  '輪轮 轉转 辦办 農农 運运 達达 違违 遠远 適适 選选 邊边 鄰邻 醫医 釣钓 鐘钟 鍵键 門门 閱阅 隊队 階阶 際际 隨随 ' +
  '險险 難难 雜杂 離离 韓韩 響响 頂顶 項项 順顺 預预 領领 頭头 頻频 額额 類类 風风 飛飞 驅驱 魚鱼 麗丽 黃黄 齊齐 ' +
  '龍龙 於于 與与 並并 麽么 沒没 進进 國国 學学 氣气 內内 兩两 幾几 億亿 萬万 臺台 灣湾 場场 報报 壓压 執执 滯滞';

const SIMPLIFIED = new Map(PAIRS.split(' ').map((pair) => [pair.charAt(0), pair.charAt(1)]));
const TRADITIONAL = new RegExp(`[${[...SIMPLIFIED.keys()].join('')}]`, 'gu');

/** Turns the traditional characters of the domain into simplified ones, one for one. */
export function simplify(text: string): string {
  return text.replace(TRADITIONAL, (char) => SIMPLIFIED.get(char) ?? char);
}
