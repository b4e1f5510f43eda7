// The parts invented firm names are put together from: [simplified, traditional, pinyin].
// First characters of trade names are uncommon ones, so that no known firm comes out.

export type Part = readonly [simplified: string, traditional: string, pinyin: string];

function parts(text: string): readonly Part[] {
  return text.split(" ").map((entry) => {
    const [simplified = "", traditional = "", pinyin = ""] = entry.split("/");
    return [simplified, traditional || simplified, pinyin];
  });
}

export const brandHeads = parts(
  "砺/礪/li 沅//yuan 骁/驍/xiao 铎/鐸/duo 屿/嶼/yu 煦//xu 栩//xu 珩//heng 澜/瀾/lan 岚/嵐/lan 曜//yao " +
    "珞//luo 翊//yi 垚//yao 霁/霽/ji 湛//zhan 嵘/嶸/rong 椿//chun 淳//chun 桐//tong 禾//he 芮//rui " +
    "翎//ling 棠//tang 蔚//wei 臻//zhen 皓//hao 澄//cheng 筑/築/zhu 斓/斕/lan",
);

export const brandTails = parts(
  "芯//xin 新//xin 鑫//xin 欣//xin 信//xin 华/華/hua 桦/樺/hua 骅/驊/hua 恒//heng 亨//heng 瑞//rui " +
    "锐/銳/rui 睿//rui 诚/誠/cheng 成//cheng 盛//sheng 昇//sheng 晟//sheng 凯/凱/kai 锴/鍇/kai 祺//qi " +
    "琪//qi 启/啟/qi 铭/銘/ming 明//ming 鸿/鴻/hong 宏//hong 弘//hong 远/遠/yuan 源//yuan 元//yuan " +
    "捷//jie 杰/傑/jie 威//wei 维/維/wei 卓//zhuo 拓//tuo 迈/邁/mai 骏/駿/jun 钧/鈞/jun 朗//lang " +
    "科//ke 力//li 立//li 达/達/da 泰//tai 丰/豐/feng 峰//feng 越//yue 悦/悅/yue",
);

export type Region = {
  readonly zh: string;
  readonly traditional: string;
  readonly pinyin: string;
  /** GB/T 2260 code of the district in the tax id. */
  readonly code: string;
};

export const regions: readonly Region[] = (
  "深圳//shenzhen/440300 东莞/東莞/dongguan/441900 广州/廣州/guangzhou/440100 佛山//foshan/440600 " +
  "惠州//huizhou/441300 中山//zhongshan/442000 苏州/蘇州/suzhou/320500 无锡/無錫/wuxi/320200 " +
  "常州//changzhou/320400 南京//nanjing/320100 宁波/寧波/ningbo/330200 杭州//hangzhou/330100 " +
  "嘉兴/嘉興/jiaxing/330400 上海//shanghai/310100 青岛/青島/qingdao/370200 济南/濟南/jinan/370100 " +
  "烟台/煙台/yantai/370600 武汉/武漢/wuhan/420100 长沙/長沙/changsha/430100 成都//chengdu/510100 " +
  "重庆/重慶/chongqing/500100 西安//xian/610100 天津//tianjin/120100 北京//beijing/110100 " +
  "沈阳/瀋陽/shenyang/210100 大连/大連/dalian/210200 合肥//hefei/340100 厦门/廈門/xiamen/350200 " +
  "福州//fuzhou/350100 郑州/鄭州/zhengzhou/410100"
)
  .split(" ")
  .map((entry) => {
    const [zh = "", traditional = "", pinyin = "", code = ""] = entry.split("/");
    return { zh, traditional: traditional || zh, pinyin, code };
  });

export type Trade = {
  readonly zh: string;
  readonly traditional: string;
  readonly pinyin: string;
  readonly english: string;
};

export const trades: readonly Trade[] = (
  "精密机械/精密機械/jingmi jixie/Precision Machinery;电子科技/電子科技/dianzi keji/Electronic Technology;" +
  "自动化设备/自動化設備/zidonghua shebei/Automation Equipment;五金制品/五金製品/wujin zhipin/Hardware Products;" +
  "塑胶制品/塑膠製品/sujiao zhipin/Plastic Products;汽车零部件/汽車零部件/qiche lingbujian/Auto Parts;" +
  "新能源科技/新能源科技/xinnengyuan keji/New Energy Technology;新材料科技/新材料科技/xincailiao keji/New Materials;" +
  "仪器仪表/儀器儀表/yiqi yibiao/Instruments;电气设备/電氣設備/dianqi shebei/Electric Equipment;" +
  "模具/模具/muju/Mould;半导体/半導體/bandaoti/Semiconductor;光电科技/光電科技/guangdian keji/Optoelectronics;" +
  "医疗器械/醫療器械/yiliao qixie/Medical Devices;智能装备/智能裝備/zhineng zhuangbei/Intelligent Equipment;" +
  "轴承/軸承/zhoucheng/Bearing;电机/電機/dianji/Motor;机电设备/機電設備/jidian shebei/Electromechanical Equipment;" +
  "贸易/貿易/maoyi/Trading;供应链管理/供應鏈管理/gongyinglian guanli/Supply Chain Management"
)
  .split(";")
  .map((entry) => {
    const [zh = "", traditional = "", pinyin = "", english = ""] = entry.split("/");
    return { zh, traditional, pinyin, english };
  });

export const surnames = [..."王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗"];
export const givenNames = [..."伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建文辉"];

export const englishHeads =
  "Velt Korv Ald Brin Tess Marl Ost Quin Dray Fenn Halv Jor Lund Nev Pell Rusk Sarn Torv Ulm Wex Yar Zell".split(
    " ",
  );
export const englishMiddles = "ran im en ar ov is el on ad er ib um".split(" ");
export const englishTails = "o ex heim a ia um or yx en is et an".split(" ");

export type ForeignForm = { readonly form: string; readonly country: string };
export const foreignForms: readonly ForeignForm[] = [
  { form: "GmbH", country: "DE" },
  { form: "Inc.", country: "US" },
  { form: "LLC", country: "US" },
  { form: "Ltd", country: "GB" },
  { form: "B.V.", country: "NL" },
  { form: "S.A.", country: "FR" },
  { form: "K.K.", country: "JP" },
  { form: "Pte. Ltd.", country: "SG" },
];
export const foreignTrades =
  "Components|Industries|Automation|Systems|Trading|Electronics|Machinery|Technologies".split("|");
