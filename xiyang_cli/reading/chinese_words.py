"""The words that quantities are written with: units, classifiers, bounds. Language, not data.

Unit codes are those of the base units; a unit that is here without a code is real but outside
the set (千瓦时, 公里, 个月, 美元), so that it is read over and not taken for another.
"""

from __future__ import annotations

import re
from decimal import Decimal

from xiyang_cli.base.model import Qualifier

MU = (Decimal(2000), Decimal(3))
ONE = (Decimal(1), Decimal(1))


def _by(factor: str) -> tuple[Decimal, Decimal]:
    return Decimal(factor), Decimal(1)


_MEASURES: dict[str, tuple[str, tuple[Decimal, Decimal]]] = {
    "元/吨": ("CNY/t", ONE),
    "元每吨": ("CNY/t", ONE),
    "元/公斤": ("CNY/t", _by("1000")),
    "元/斤": ("CNY/t", _by("2000")),
    "元/人": ("CNY/person", ONE),
    "元每人": ("CNY/person", ONE),
    "元人民币": ("CNY", ONE),
    "元": ("CNY", ONE),
    "块钱": ("CNY", ONE),
    "%": ("percent", ONE),
    "‰": ("percent", _by("0.1")),
    "个百分点": ("percentage_point", ONE),
    "百分点": ("percentage_point", ONE),
    "倍": ("times", ONE),
    "吉瓦": ("W", _by("1000000000")),
    "兆瓦": ("W", _by("1000000")),
    "千瓦": ("W", _by("1000")),
    "瓦": ("W", ONE),
    "GW": ("W", _by("1000000000")),
    "MW": ("W", _by("1000000")),
    "kW": ("W", _by("1000")),
    "KW": ("W", _by("1000")),
    "吨": ("t", ONE),
    "公斤": ("t", _by("0.001")),
    "千克": ("t", _by("0.001")),
    "kg": ("t", _by("0.001")),
    "斤": ("t", _by("0.0005")),
    "平方公里": ("m2", _by("1000000")),
    "平方千米": ("m2", _by("1000000")),
    "km2": ("m2", _by("1000000")),
    "km²": ("m2", _by("1000000")),
    "平方米": ("m2", ONE),
    "平米": ("m2", ONE),
    "㎡": ("m2", ONE),
    "m2": ("m2", ONE),
    "m²": ("m2", ONE),
    "公顷": ("m2", _by("10000")),
    "亩": ("m2", MU),
    "人次": ("person_time", ONE),
    "口人": ("person", ONE),
    "个人": ("person", ONE),
    "人": ("person", ONE),
    "名": ("person", ONE),
    "位": ("person", ONE),
    "周岁": ("year_age", ONE),
    "岁": ("year_age", ONE),
    "年": ("year", ONE),
}
OUTSIDE = ["千瓦时", "兆瓦时", "吉瓦时", "千瓦·时", "千瓦小时", "瓦时", "kWh", "MWh", "GWh", "千伏安", "千伏", "伏", "美元", "欧元", "港元", "港币", "日元", "英镑", "韩元", "卢布", "澳元", "加元", "泰铢", "元/千瓦时", "元/度", "元/平方米", "元/亩", "元/立方米", "元/天", "元/月", "元/小时", "元/次", "元/张", "元/户", "元/间", "元/瓦", "元/千瓦", "元/公里", "元/袋", "元/箱", "立方米", "立方", "公里", "千米", "厘米", "毫米", "纳米", "微米", "米", "海里", "华里", "英里", "里", "升", "毫升", "度", "摄氏度", "℃", "个月", "个小时", "个工作日", "个季度", "个交易日", "个点", "个世纪", "小时", "分钟", "秒", "天", "日", "月", "号", "时", "点", "周年", "周", "星期", "季度", "世纪", "年代", "年级", "届", "期", "级", "等奖", "等", "星级", "星", "代", "码", "卷", "章", "版", "股", "码", "胎", "孩", "字", "赫兹", "兆", "帧", "毫克", "克拉", "吨级", "人制"]  # fmt: skip
CALENDAR = frozenset(["月", "日", "号", "时", "点", "周年", "周", "星期", "季度", "世纪", "年代", "年级", "届", "期", "级", "等奖", "等", "星级", "星", "代", "码", "卷", "章", "版", "股", "胎", "孩", "字", "兆", "帧", "人制", "吨级", "里", "度", "个点"])  # fmt: skip
"""what makes of a number a date, a grade or a name, or is too short a word to tell"""
MEASURES = frozenset(OUTSIDE) - CALENDAR
"""the measures outside the set; each is the unit of what is read in it"""
_CLASSIFIERS = ["大类", "小类", "门类", "种类", "类", "场次", "户次", "家次", "件次", "台次", "辆次", "车次", "架次", "班次", "人份", "个", "项", "处", "家", "所", "件", "户", "头", "只", "匹", "辆", "台", "套", "张", "座", "条", "栋", "幢", "间", "艘", "架", "部", "本", "册", "份", "封", "场", "次", "门", "种", "批", "支", "笔", "宗", "起", "例", "道", "篇", "幅", "枚", "颗", "株", "棵", "根", "块", "片", "口", "眼", "孔", "盏", "把", "对", "双", "组", "队", "班", "床", "箱", "袋", "瓶", "盒", "包", "桶", "车", "站", "页", "节", "课", "层", "盆", "羽", "尾", "峰", "畦", "丛", "面", "顶", "顿", "餐", "遍", "趟", "轮", "副", "具", "粒", "束", "捆", "摞", "排", "列", "串", "筐", "篮", "罐", "桩", "门", "家", "尊", "出", "首", "曲", "款", "格", "单", "票", "筒", "剂", "针", "宗"]  # fmt: skip

UNITS: dict[str, tuple[str, tuple[Decimal, Decimal]] | None] = {
    **dict.fromkeys(OUTSIDE),
    **dict.fromkeys(_CLASSIFIERS, ("item", ONE)),
    **_MEASURES,
}
UNIT = re.compile("|".join(re.escape(word) for word in sorted(UNITS, key=len, reverse=True)))

NOT_AFTER: dict[str, str] = {
    "元": "旦宵素首月件器",
    "人": "次民家才工大均行物类种",
    "个人": "才所信账户均体次民工物",
    "名": "列次称单录片",
    "位": "于列居置次一",
    "年": "级代度份均初末底中产报鉴轻货画味夜会限金检",
    "瓦": "时房斯特",
    "家": "庭长园",
    "条": "件例约",
    "本": "地科届市县省",
    "个": "体人性别半",
    "道": "路理德",
    "对": "口于接标比象应",
    "面": "积向对临",
    "起": "来步点草",
    "门": "口类",
    "站": "点",
    "点": "",
    "班": "子",
    "组": "织成建",
    "队": "伍",
    "部": "门分队署委",
    "处": "理于在",
    "件": "套",
    "口": "井",
    "次": "于第",
    "层": "次级面",
    "单": "位元",
    "出": "台头",
    "首": "次家批个",
    "排": "名放在",
    "列": "入为",
    "节": "约能目",
    "课": "题程",
    "车": "间",
    "床": "位",
    "包": "括",
    "支": "持出部",
    "类": "似",
    "种": "植子",
    "批": "准",
    "场": "景所面地馆",
    "头": "部",
    "双": "方",
    "把": "握",
    "格": "局",
    "票": "房",
    "轮": "换车椅胎",
    "页": "岩",
    "具": "有体",
    "款": "项",
    "针": "对",
    "串": "",
    "餐": "饮",
}
"""what, directly behind a unit, makes it another word (年级, 位于)"""

BEFORE: tuple[tuple[str, Qualifier], ...] = (
    ("不超过|不高于|不多于|不大于|不足|不到|(?<!不)(?:低于|少于|小于)|跌破|未满|不满", Qualifier.UNDER),
    (
        "不低于|不少于|不小于|(?:至少|最少|起码)(?:要|得|需|应|再|可|能)?(?:建成|建好|完成|达到|新增|新建|有)?",
        Qualifier.AT_LEAST,
    ),
    (
        "(?<!不)(?:超过|高于|大于|多于)|突破|迈过|跨过|越过|冲过|跨越|(?<![赶])超|逾|(?<![突打爆磨撕摔])破|冲破",
        Qualifier.OVER,
    ),
    ("接近|将近|逼近|(?<![最附临邻远新靠晋])近", Qualifier.NEAR),
    ("大约|约为|(?<![节合签契预制集公违条])约|大概|差不多", Qualifier.ABOUT),
)
BEFORE_NUMBER = tuple(
    (re.compile(rf"(?:{words})(?:了|到|过|至|人民币|历史性的)?$"), qualifier) for words, qualifier in BEFORE
)
AFTER_UNIT: tuple[tuple[re.Pattern[str], Qualifier], ...] = (
    (re.compile(r"左右|上下"), Qualifier.ABOUT),
    (re.compile(r"(?:及|或)?以上|之上"), Qualifier.AT_LEAST),
    (re.compile(r"(?:及|或)?以下|以内|之内"), Qualifier.UNDER),
    (re.compile(r"多(?![个种样次年数少项元层])|有余|出头|挂零"), Qualifier.OVER),
)
AFTER_SPOKEN_YUAN = "，。！？；、,.!?;”…哩呢啊吧呀了"
"""behind 块 it is money: 卖了三千来块，"""
INNER = {"多": Qualifier.OVER, "余": Qualifier.OVER, "来": Qualifier.ABOUT}

VIEWS = re.compile(r"播放|阅读|曝光|点击|浏览|观看|点赞|转发|话题|流量|访问量|收看|观众")
PEOPLE = re.compile(r"人口|人数|游客|用户|粉丝|学生|职工|员工|群众")
MONEY = re.compile(r"收入|投资|资金|薪|补贴|产值|销售额|利润|奖金|预算|营收|成交额|贷款|税|债")

NAMES = re.compile(
    r"[一二三四五六七八九十]{1,2}次(?:会议|全会|全体会)|[两三四]班倒|三番五次|五湖四海|三个不|千家万户|千军万马|千方百计|千头万绪|千千万万|千载难逢|千篇一律|万众一心|万家灯火|百家争鸣|百花齐放|亿万|千人计划|万人计划|百家姓|百家号"
    r"|[一两二三四五六七八九十]{1,3}(?:个|项|位|张|件|条|大)(?:维护|确立|意识|自信|全面|代表|规定|一体|一百年|务必|革命|结合|坚持|明确|先锋|文明|现代化|清单|零|满意|振兴)"
    r"|三次产业|[一二三]次能源|一次函数"
    r"|一[个件条张站位对](?:龙|事|网|式|口|图|对一|难求)|两个[毫]不|十二[五]|十[一二三四五]五|百年(?:老店|奋斗|大计|变局|未有|党|名校)"
)
"""words and names that hold a number and a classifier and are no quantity"""
