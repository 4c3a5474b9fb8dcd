"""The words of the invented counties: the characters of their names, the indicators of each sector."""

from __future__ import annotations

from typing import NamedTuple


class Syllable(NamedTuple):
    """A character of a county's name, and how it is spelt."""

    zh: str
    pinyin: str


SYLLABLES = tuple(
    Syllable(*pair.split(":"))
    for pair in (
        "澄:cheng 霁:ji 岚:lan 榆:yu 栎:li 槐:huai 桦:hua 梓:zi 棠:tang 枫:feng 柘:zhe 桐:tong 椿:chun 楠:nan "
        "溪:xi 沐:mu 泓:hong 涧:jian 浔:xun 淙:cong 渌:lu 湄:mei 滢:ying 汀:ting 沅:yuan 泊:bo 漪:yi 岱:dai "
        "岫:xiu 嵩:song 巍:wei 屏:ping 堰:yan 埠:bu 墩:dun 壑:he 云:yun 霜:shuang 雪:xue 晖:hui 晴:qing 星:xing "
        "辰:chen 朔:shuo 望:wang 宁:ning 康:kang 信:xin 仁:ren 廉:lian 骏:jun 麟:lin 丹:dan 苍:cang 素:su "
        "瑶:yao 琅:lang 珂:ke 珑:long 璞:pu 璋:zhang 玖:jiu 磐:pan 砥:di 穗:sui 菱:ling 葵:kui 蓼:liao 鸾:luan "
        "翠:cui 茂:mao 萱:xuan 泰:tai 洛:luo 渚:zhu 洲:zhou 湾:wan 滩:tan 桥:qiao 坊:fang 岗:gang 崖:ya 谷:gu"
    ).split()
)
"""no two spelt alike"""


class Measure(NamedTuple):
    """What is measured: a figure is a whole number of steps (tenths of 亿元, single 家)."""

    id: str
    zh: str
    pinyin: str
    en: str
    unit: str
    unit_kind: str
    tenths: bool
    """whether a step is a tenth of `unit`, or one of it"""
    in_english: str
    """a step in English, as a format of `n` steps"""


_MEASURES = {
    measure.id: measure
    for measure in (
        Measure("added", "增加值", "zeng jia zhi", "value added", "亿元", "money", True, "{:,} million yuan"),
        Measure("staff", "从业人数", "cong ye ren shu", "workforce", "万人", "people", True, "{:,} people"),
        Measure(
            "capacity", "装机容量", "zhuang ji rong liang", "installed capacity", "万千瓦", "power", True, "{:,} MW"
        ),
        Measure(
            "generation", "发电量", "fa dian liang", "power generation", "亿千瓦时", "energy", True, "{:,} GWh"
        ),
        Measure("output", "产值", "chan zhi", "output value", "亿元", "money", True, "{:,} million yuan"),
        Measure("tonnage", "产能", "chan neng", "production capacity", "万吨", "mass", True, "{:,} t"),
        Measure("visits", "接待量", "jie dai liang", "visits", "万人次", "visits", True, "{:,} visits"),
        Measure("income", "收入", "shou ru", "income", "亿元", "money", True, "{:,} million yuan"),
        Measure("research", "研发投入", "yan fa tou ru", "R&D spending", "亿元", "money", True, "{:,} million yuan"),
        Measure("patents", "专利数", "zhuan li shu", "patents", "件", "count", False, "{:,} items"),
        Measure("spending", "投入", "tou ru", "spending", "亿元", "money", True, "{:,} million yuan"),
        Measure("served", "服务人数", "fu wu ren shu", "people served", "万人", "people", True, "{:,} people"),
        Measure("number", "数量", "shu liang", "number", "家", "count", False, "{:,} bodies"),
    )
}  # fmt: skip
STEP_IN_ENGLISH = {"亿元": 10, "万人": 1000, "万千瓦": 1, "亿千瓦时": 10, "万吨": 1000, "万人次": 1000}
"""how many English units a step is; one where the unit does not stand here"""


class Indicator(NamedTuple):
    """What every county has figures of; honours have no measure, and no figures."""

    id: str
    zh: str
    en: str
    aliases_zh: tuple[str, ...]
    aliases_en: tuple[str, ...]
    pinyin: tuple[str, ...]
    """of `zh` and of each Chinese alias with Chinese characters"""
    measure: Measure | None


def _honours(sector: str, zh: str, pinyin: str, en: str) -> Indicator:
    return Indicator(
        f"{sector}-honours", f"{zh}荣誉", f"honours in {en}", (), (), (f"{pinyin} rong yu",), None
    )


def _measured(measures: str, subjects: str) -> tuple[Indicator, ...]:
    """Every subject by every measure: `id Chinese pinyin English`, `_` for a blank."""
    made: list[Indicator] = []
    for subject in subjects.split():
        id, zh, pinyin, en = (part.replace("_", " ") for part in subject.split(":"))
        for measure in map(_MEASURES.__getitem__, measures.split()):
            made.append(
                Indicator(
                    f"{id}-{measure.id}",
                    f"{zh}{measure.zh}",
                    f"{en} {measure.en}",
                    (f"{zh}的{measure.zh}",),
                    (f"{measure.en} of {en}",),
                    (f"{pinyin} {measure.pinyin}", f"{pinyin} de {measure.pinyin}"),
                    measure,
                )
            )
    return tuple(made)


_GDP = Indicator(
    "gdp", "地区生产总值", "gross domestic product", ("GDP", "生产总值"), ("economic output",),
    ("di qu sheng chan zong zhi", "sheng chan zong zhi"), _MEASURES["output"],
)  # fmt: skip
_REVENUE = Indicator(
    "budget-revenue", "一般公共预算收入", "general public budget revenue", ("财政收入",), ("budget revenue",),
    ("yi ban gong gong yu suan shou ru", "cai zheng shou ru"), _MEASURES["income"],
)  # fmt: skip
_NEW_ENERGY = Indicator(
    "new-energy-capacity", "新能源装机规模", "installed new-energy capacity", ("新能源装机",), ("new energy",),
    ("xin neng yuan zhuang ji gui mo", "xin neng yuan zhuang ji"), _MEASURES["capacity"],
)  # fmt: skip

SECTORS: dict[str, tuple[Indicator, ...]] = {
    "economy": (
        _GDP,
        _REVENUE,
        *_measured(
            "added staff",
            "farming:种植业:zhong_zhi_ye:crop_farming herding:畜牧业:xu_mu_ye:animal_husbandry "
            "building:建筑业:jian_zhu_ye:construction wholesale:批发业:pi_fa_ye:wholesale "
            "retail:零售业:ling_shou_ye:retail catering:餐饮业:can_yin_ye:catering "
            "logistics:物流业:wu_liu_ye:logistics services:服务业:fu_wu_ye:services",
        ),
        _honours("economy", "经济", "jing ji", "the economy"),
    ),
    "energy": (
        _NEW_ENERGY,
        *_measured(
            "capacity generation",
            "wind:风电:feng_dian:wind_power solar:光伏:guang_fu:solar_power coal:煤电:mei_dian:coal_power "
            "hydro:水电:shui_dian:hydropower biomass:生物质电:sheng_wu_zhi_dian:biomass_power "
            "storage:抽水蓄能:chou_shui_xu_neng:pumped_storage geothermal:地热电:di_re_dian:geothermal_power "
            "gas:燃气电:ran_qi_dian:gas_power waste-heat:余热电:yu_re_dian:waste-heat_power",
        ),
        _honours("energy", "能源", "neng yuan", "energy"),
    ),
    "industry": (
        *_measured("number", "large-firms:规上工业企业:gui_shang_gong_ye_qi_ye:large_industrial_firms"),
        *_measured(
            "output tonnage",
            "mining:煤炭:mei_tan:coal steel:钢材:gang_cai:steel cement:水泥:shui_ni:cement "
            "fertiliser:化肥:hua_fei:fertiliser anode:负极材料:fu_ji_cai_liao:anode_material "
            "machines:装备:zhuang_bei:machinery food:食品:shi_pin:food medicine:医药:yi_yao:medicine "
            "textiles:纺织品:fang_zhi_pin:textile",
        ),
        _honours("industry", "工业", "gong ye", "industry"),
    ),
    "tourism": (
        *_measured("number", "star-hotels:星级饭店:xing_ji_fan_dian:star-rated_hotels"),
        *_measured(
            "visits income",
            "villages:古村落:gu_cun_luo:old_villages memorials:红色景区:hong_se_jing_qu:memorial_sites "
            "homestays:民宿:min_su:homestays springs:温泉:wen_quan:hot_springs museums:博物馆:bo_wu_guan:museums "
            "skiing:滑雪场:hua_xue_chang:ski_resorts farm-stays:农家乐:nong_jia_le:farm_stays "
            "camps:露营地:lu_ying_di:camp_sites gardens:植物园:zhi_wu_yuan:botanical_gardens",
        ),
        _honours("tourism", "文旅", "wen lv", "culture and tourism"),
    ),
    "innovation": (
        *_measured("number", "high-tech-firms:高新技术企业:gao_xin_ji_shu_qi_ye:high-tech_firms"),
        *_measured(
            "research patents",
            "materials:新材料:xin_cai_liao:new_materials agritech:农业科技:nong_ye_ke_ji:farm_technology "
            "biotech:生物技术:sheng_wu_ji_shu:biotechnology digital:数字经济:shu_zi_jing_ji:digital_industry "
            "robotics:机器人:ji_qi_ren:robotics recycling:节能环保:jie_neng_huan_bao:environmental_technology "
            "seeds:种业:zhong_ye:seed_breeding drugs:新药:xin_yao:new_drugs "
            "mine-tech:矿山技术:kuang_shan_ji_shu:mine_technology",
        ),
        _honours("innovation", "科创", "ke chuang", "science and technology"),
    ),
    "livelihood": (
        *_measured("number", "health-stations:社区卫生站:she_qu_wei_sheng_zhan:health_stations"),
        *_measured(
            "spending served",
            "kindergartens:幼儿园:you_er_yuan:kindergartens primary:小学:xiao_xue:primary_schools "
            "middle:中学:zhong_xue:middle_schools clinics:卫生院:wei_sheng_yuan:health_centres "
            "elderly:养老院:yang_lao_yuan:homes_for_the_elderly libraries:图书馆:tu_shu_guan:libraries "
            "sports:体育馆:ti_yu_guan:sports_halls buses:公交:gong_jiao:buses water:供水:gong_shui:water_supply",
        ),
        _honours("livelihood", "民生", "min sheng", "livelihood"),
    ),
}
"""119 indicators by the sectors of facts/sectors.yaml; three facts of each make 357"""

HONOURS = (
    ("全国示范县", "national model county"), ("全国先进县", "national advanced county"),
    ("全国文明县", "national civilised county"), ("全国试点县", "national pilot county"),
    ("全国典型案例县", "national case-study county"), ("全国标杆县", "national benchmark county"),
)  # fmt: skip
PLACES = (
    ("第一", "first"), ("第二", "second"), ("第三", "third"), ("第四", "fourth"), ("第五", "fifth"),
    ("第六", "sixth"), ("第七", "seventh"), ("第八", "eighth"), ("第九", "ninth"),
)  # fmt: skip
