// Persons whom a memo names: 陈思芳学费, 学生王伟, 302室李娜物业费. A name of two characters is also the
// head of a longer one, so what stands around it has to part it from the rest.
import { matchesOf } from "./text.ts";

const run = /[\u3400-\u9fff]+/g;
const shortest = 2;
const longest = 4;
/** From this length on a name stands in other words by accident hardly ever. */
const tellingLength = 3;

/** What a memo calls somebody before it names him. */
const before =
  /(?:学生|学员|幼儿|宝宝|孩子|患者|病人|业主|住户|租客|租户|房客|会员|姓名|户名|名字|客户|本人|代|替|帮|为|给|室|号|栋|班|年级|款|费|金)$/;
/** Who had to do with the payment, and is not who it is for. */
const handler =
  /(?:经办|经手|联系|操作|复核|制单|业务|销售|客服|收款|付款|汇款|财务|会计|出纳|审批|签收|采购|财务部|负责)(?:人|员|代表)?[\s:,.]*$/;
/** What goes on behind a name: what is paid, or how one speaks of a person. */
const behind =
  /^(?:[的之]|同学|小朋友|先生|女士|小姐|老师|学[费杂]|书[费本]|教材|住宿|宿舍|托管|托费|培训|报名|考试|课时|课程|水[费电]|电[费梯]|燃气|暖气|取暖|供暖|物业|停车|车位|管理费|服务费|房[租款]|租[金费]|[货菜车购]款|医[药疗]|药[费款]|治疗|诊[疗费]|检查|体检|手术|住院|护理|床位|挂号|会[费员]|年费|月费|保[费险]|餐费|伙食|校[服车]|材料费|春季|秋季|上学期|下学期|暑[期假]|寒假|[首尾定订押全余欠还预]款|定金|订金|押金|预[付交存]|欠费|充值|[缴交付还][费款纳清]|费用?|款项?|转账|汇款|补[交缴差]|续[费交]|[缴交付]$)/;

/** The names in the text that `isName` knows, each once. */
export function personsInside(text: string, isName: (name: string) => boolean): readonly string[] {
  const found: string[] = [];
  for (const { 0: characters, index } of matchesOf(text, run)) {
    let start = 0;
    while (start + shortest <= characters.length) {
      const name = nameAt(characters, start, isName);
      const isMeant = name !== "" && !handler.test(text.slice(0, index + start));
      if (isMeant && !found.includes(name)) found.push(name);
      start += Math.max(1, name.length);
    }
  }
  return found;
}

/** The longest name that begins here and is parted from what stands around it; "" if none. */
function nameAt(characters: string, start: number, isName: (name: string) => boolean): string {
  for (let length = longest; length >= shortest; length--) {
    const name = characters.slice(start, start + length);
    if (name.length < length || !isName(name)) continue;
    if (length >= tellingLength) return name;
    const isParted = start === 0 || before.test(characters.slice(0, start));
    const rest = characters.slice(start + length);
    if (isParted && (rest === "" || behind.test(rest))) return name;
  }
  return "";
}
