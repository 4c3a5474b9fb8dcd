"""Words that tell a figure's time, state, direction and standing, in both languages. Language, not data."""

from __future__ import annotations

import re

from xiyang_cli.base.model import Qualifier, Ranking

# --- state -------------------------------------------------------------------------------------
FUTURE = re.compile(
    r"将(?![来军领官士相“‘《])|(?<![模虚])拟(?![合态])|计划(?!生育)|规划(?!为)|预计|预期(?!寿命)|预测|有望|力争|争取|即将|可望|届时|未来|有待|目标(?!任务完成)|远景|瞄准|剑指|锁定|冲刺|冲击|希望|盼"
    r"|(?:建成|投产|达产|建成投产|全部投产|满产)(?:之)?后|一旦|待.{0,8}(?:投产|建成|达产)|可(?:实现|形成|达到|带动|新增|提供|创造)|(?<!产)能(?:形成|达到|实现)"
    r"|\bwill\b|\bwould\b|\bplan(?:s|ned|ning)?\s+to\b|\bplanned\b|\bplans\s+for\b|\bexpect(?:s|ed|ing|ation\w*)?\b(?!\s+to\s+live)|\bset\s+to\b|\b(?:is|are|due)\s+to\b|\btarget\w*\b|\baim(?:s|ed|ing)?\b"
    r"|\bhop(?:e|es|ed|ing)\b|\bforecast\w*\b|\bproject(?:ed|ion|ions|s\s+that)\b|\b(?:meant|supposed|scheduled|earmarked)\s+(?:to|for)\b|\bslated\b|\bonce\b(?!-)(?=\s+(?:the|it|they|all|completed?|fully|built|finished|in\s+(?:operation|production|place)|\w+\s+(?:is|are|comes?|goes))\b)|\bpipeline\b|\bcould\b(?!\s+(?:make|produce|treat|hold|handle|process|seat))|\bshould\b|\bmay\b(?!\s+well)|\bmight\b|\bupcoming\b|\bfuture\b"
    r"|\bgoal\b|\bby\s+the\s+end\s+of\s+next\b|\bintend\w*\b|\bto\s+come\b|\bambition\w*\b|\bpoised\b|\bforesee\w*\b|\bon\s+track\b|\banticipat\w+\b"
    r"|\bwhen\s+(?:completed|finished|fully)|\bnext\b|\bset\s+for\b|\beye(?:s|ing)\b|\bpotential\w*\b|\bprospect\w*\b|拟建|筹划|蓝图|憧憬|力求|期待|预估|料将|或将|争创|能否|\bplans?\s+call\b|\bpencill?ed\b|\bvision\b|'ll\b|’ll\b"
)
UNDER_WAY = re.compile(
    r"\ball\s+but\s+(?:complete\w*|finish\w*|done|built)|(?:已|大体)?基本(?:完工|完成|建成|竣工|收尾|收工|完毕|就绪)|(?:接近|进入)尾声|主体完工|(?:largely|essentially|mostly|nearly|almost|virtually|basically|substantially)\s+(?:been\s+)?(?:complete\w*|finish\w*|done|built)|near(?:ing)?\s+completion"
    r"|正(?:在(?!.{0,8}(?:上班|工作|运行|运营|营业|就业))|加[快速]|抓紧|着手|全力)|加速|加快|推进|在建|建设中|正建|施工|打造|筹建|谋划|布局|抓紧|动工|开工|路上|引进|引入|(?<=[，,；;。：:])建设(?![了成好])|谈成|签[约下]|达成|落地中|形成中|爬坡"
    r"|under\s+(?:construction|way|development)|underway|\b(?:being|is|are)\s+(?:built|building|developed|developing|formed|forming|added|prepared)\b|\b(?:is|are)\s+(?:putting|investing|adding|spending|pouring|planning|preparing)\b|(?<!finished )(?<!completed )\bbuilding\b|\bramping\b|\bin\s+progress\b"
    r"|\bagree\w*\s+to\b|\bspeeding\s+up\b|\baccelerat\w+\b|\bworking\s+(?:to|on|towards?)\b|\bin\s+the\s+works\b|\btaking\s+shape\b|\bsigned\b|\bpush(?:es|ing)\b|\bon\s+the\s+way\b|\brushing\b|\bracing\b|\bmoving\s+(?:to|towards?|ahead)\b|\bbrings?\s+in\b|\bbrought\s+in\b|\bdeveloping\b"
)
DONE = re.compile(
    r"业已|早已|告成|兑现|落袋|攥在|入账|满负荷|坐拥|(?:现)?已经?(?!基本|大体|知|签|申请|谈|启动|开工|动工|在建)|建成(?!后|投产后)|投产(?!后)|达产(?!后)|(?:形成|实现|达到|完成|做成|创造|带来|跃至|迈上|站上|突破|跨过|拿下|吸纳|安排|贡献|释放|竣工|建起|孵化|撑起|做大)了|落成|竣工|现有|拥有"
    r"|如今|眼下|到位|做成|做到|投用|满产|全部完工|全面完工|跑起来|成功(?:孵化|形成)|稳定(?:运行|生产)|每年(?:生产|产出)|正式(?:跻身|建成|投产)|跻身了|交付(?:使用|完毕)|名列|今天的|今日的"
    r"|\b(?:has|have|had|having)\s+(?:\w+\s+)?(?!to\b)\w+|\balready\b|\bnow\b|\bcurrently\b|\btoday\b|\b(?:is|are)\s+(?:already\s+)?(?:produc|mak|churn|turn|generat|earn|employ|operat|runn)ing\b|\bproduc(?:es|ed)\b"
    r"|\b(?:created|completed|built|opened|reached|topped|hit|boasts?|commissioned|came\s+on\s*stream|in\s+(?:full\s+)?(?:operation|production)|up\s+and\s+running|employ(?:s|ed)|generated|attained|formed|achieved|delivered|turned\s+out|brought|provided|provides|generates|earned|earns|yielded|yields|paid|pays|broke|passed|joined|entered|exceeded|surpassed|makes|runs|turns\s+out|spawned|grew\s+into|stood|finished)\b"
)

WAS_GRANTED = re.compile(r"(?:获得?|取得|得到)(?:了)?授权|已授权|been\s+granted|were\s+granted")
APPLIED = re.compile(r"申请|申报|appl(?:ied|ying|y)\b|filed")
GRANTED = re.compile(
    r"授权|授予|获批|已获|取得|拿到|拿下|grant(?:ed|s)\b|awarded|issued|approved|won\b|obtain\w*|secured"
)
"""what was asked for, and what was given"""

# --- direction and kind of figure --------------------------------------------------------------
_UP_ZH = "增量|增产|增长|增加|提高|提升|上升|上涨|上扬|增幅|增速|涨幅|升幅|扩大|扩|多出|多了|增收|攀升|增|涨|升|多|高(?=出|了)|跃升|抬升|拉高|抬高|拔高|净增|猛增|激增|飙升|长了|蹿升"
_DOWN_ZH = "下降|减产|减少|降低|走低|下挫|收窄|削减|压减|滑落|退步|倒退|腰斩|锐减|骤减|递减|负增长|走弱|减弱|下滑|缩减|缩小|回落|下跌|降幅|跌幅|少了|跌|降|减|低了|缩水|萎缩"
UP = re.compile(
    rf"{_UP_ZH}"
    r"|(?<!gave )(?<!giving )(?<!given )(?<!gives )(?<!give )(?<!made )(?<!makes )(?<!make )(?<!making )\b(?:up|rose|risen|rise[sn]?|rising|grew|grows?|grown|growing|growth|gr(?:ow|ew)n?|increas\w+|climb\w+|jump\w+|gain\w*|add(?:s|ed|ing)|expand\w*|expansion|surg\w+|soar\w+|lift\w*|boost\w*|higher|more(?!\s+than)|improv\w+|advanc(?:ed|es|ing)|leap\w*|leapt|swell\w*|swollen|widen\w*|rais(?:ed|es|ing)|ahead|above|extra|ballooned|edged\s+up)\b"
)
DOWN = re.compile(
    rf"{_DOWN_ZH}"
    r"|让出|丢掉|流失|\b(?:giv\w+|gave)\s+up\b|\b(?:shed(?:ding)?|ceded?|surrender\w*|forfeit\w*)\b|\b(?:down|fell|fallen|falls?|falling|drop\w*|declin\w+|decreas\w+|shr[aiu]nk\w*|slid|slip\w*|reduc\w+|lower\w*|less|fewer|cut|cuts|contract(?:ed|ion|ing)|plung\w+|tumbl\w+|s[aiu]nk(?:en|ing)?\b|los[ts]\w*|below|dipp\w+|sank|slump\w+|ebb(?:ed|s|ing)|reced\w+|retreat\w*|dwindl\w+|erod\w+|trimm\w+|pared|shav(?:ed|ing)|soften\w*|weaken\w*|halv\w+|slash\w*|diminish\w*|deplet\w*|regress\w*|worse\w*)\b"
)
GAP_DOWN = re.compile(
    r"低于|落后|少于|不及|比.{0,12}低|低(?=了|\d)|below|behind|lower|short\s+of|trail\w*|lag\w*|under"
)
SHARE = re.compile(
    r"占比|比重|占|贡献率|率|份额|相当于|share|proportion|percent(?:age)?\s+of|per\s+cent\s+of|%\s+of|account\w*|equal\w*|ratio|worth|equivalent|make[s]?\s+up|made\s+up"
)
OF_A_WHOLE = re.compile(r"占|比重|份额|share\s+of|account(?:s|ed|ing)?\s+for|ma(?:de|kes?|king)\s+up")
"""what makes of a percentage a share, and no rise"""
RATIO = re.compile(
    r"相当于|占(?!比)|占比|比重|之比|折合|等于|比例|share|equal\w*|equivalent|of\s+(?:gdp|it|the|its)|(?:percent|per\s+cent|%)\s+of\b|(?:gdp|总值|收入|产值|总量|支出)的\s?(?:约|近|超)?[\d.]+\s?%|account\w*|ratio|per\s+(?:tonne|ton)|每吨|\ba\s+(?:tonne|ton)\b|take\s+of|represent\w*|make[s]?\s+up|times\b|twice|double\b|\w+fold\b|set\s+against|comes?\s+to|relative\s+to|measured\s+against|倍"
)
TOTAL = re.compile(
    r"加.{0,3}(?:一块|一起|一道)|相加|拢共|两样|两笔|三项|都算上|合计|共计|总计|加起来|合起来|一共|总共|两项|两者|累计|总和|合共|加总|total(?:s|ling|ing|led)?|combined|together|in\s+all|sum\b|altogether|between\s+them|add\s+up|all\s+told|overall"
)
EACH = re.compile(
    r"平均|每[个项家处人户吨名座]|人均|摊到|折下来|折合|\bfor\s+each\b|\ba\s+head\b|\bevery\b|\baverage\b|\beach\b|\bper\s+\w+|\bapiece\b"
)
EXCHANGE = re.compile(r"(?:\$|usd|us dollars?|美元|欧元|€)\s?1?\s?(?:=|≈|:|：|兑|折合|合)\s*$")
"""what makes of yuan a rate of exchange"""
EACH_MONEY = re.compile(
    r"每[个项家处人户吨名座亩件张晚间天斤]|一[晚间张碗斤位顿杯份宿]|人均|户均|平均每|摊到|折下来|\bper\s+(?!cent|annum|year)\w+|\beach\b|\bapiece\b|\ba\s+(?:head|tonne|ton|night|month|bed|person)\b"
)
REST = re.compile(
    r"其余|其他|其它|剩下|余下|刨去|除去|除开|除了|之外|以外|不是|并非|非高校|\brest\b|\bremaind?\w*|\bother\s+than\b|\bothers?\b|\bnon-|\bnot\b|\boutside\b|\bleaving\b|\bleaves\b|\bwithout\b"
)
BETWEEN = re.compile(r"比|较|多|少|高|低|差|相差|than|gap|differ\w*|versus|vs|more|less|extra")
PRICE = re.compile(
    r"月薪|年薪|薪水|工资|房价|票价|单价|门票|租金|车费|运费|药费|电费|学费|罚款|起步价|salar(?:y|ies)|\bwages?\b|\brent\b|\btickets?\b|\bfares?\b|\bfees?\b|\bprices?\b|\bpriced\b|\bcosts?\b|\bpension"
)
"""what makes of money a price or a wage"""
YEARLY = re.compile(
    r"年均|平均每年|每年(?:平均)?(?:增|以)|逐年|一年|\b(?:a|per|each|every)\s+year\b|\bannual(?:ly|ised|ized)?\b|\byearly\b|\byear\s+after\s+year\b|\bCAGR\b|\bp\.a\.|\bper\s+annum\b",
    re.I,
)
ONE_YEAR = re.compile(
    r"[仅单光].{0,6}年(?!代)|一年就|一年之内|当年一年|\bin\s+(?:a\s+single|one)\s+year\b|\bin\s+\d{4}\s+alone\b|\balone\b"
)
PER_MONTH = re.compile(r"每月|每个月|月均|按月|/月|\b(?:a|per|each|every)\s+month\b|\bmonthly\b")
PER_YEAR = re.compile(r"每年|一年|年均|/年|\b(?:a|per|each|every)\s+year\b|\byearly\b|\bannual(?:ly)?\b")
FORMER = re.compile(r"前者|\bthe\s+former\b")
LATTER = re.compile(r"后者|\bthe\s+latter\b")
REFERS = re.compile(
    r"[前后]者|该(?:项|指标|数)|\bthe\s+(?:former|latter)\b|^\W*(?:that|this|it|which)\b|[这那](?:个数|一数|项|是)|其(?!中|他|它|余)"
)
STARTS_WITH_IT = re.compile(
    r"^\W*(?:so\s+far,?\s+)?(?:it|its|they|their|the\s+city|该县|该市|该省|它|其)(?:\b|(?=[\u4e00-\u9fff]))"
)
NEGATED = re.compile(
    r"(?:没有?|并未|未能?|不曾|从未|并没有?)(?:能够?|实现|真正)?(?:[比较][^，。；]{1,12})?$|\b(?:did|does|do|has|have|had|was|were|is|are)(?:n[’']t|\s+not)\s+(?:\w+\s+){0,2}$|\bnever\s+(?:\w+\s+)?$"
)
"""what denies the change in front of which it stands"""
OTHER_REGION = re.compile(
    r"亚洲|亚太|欧洲|非洲|东亚|华北|华东|华南|西北(?!沟)|东北|中西部|西部地区|中部地区|黄河流域|北方|南方|\b(?:asia|europe|africa|north(?:ern)?\s+china|east\s+asia|the\s+region|western\s+china|central\s+china)\b"
)
"""a region that no base of one county holds: a rank in it is another rank"""
ADJECTIVES = frozenset(
    "national nationally domestic domestically chinese global globally international provincial municipal 国际 国内 中国 省级 市级 县级".split()
)

# --- bounds that verbs put on a figure ----------------------------------------------------------
BOUND_BEFORE: tuple[tuple[Qualifier, re.Pattern[str]], ...] = (
    (
        Qualifier.UNDER,
        re.compile(
            r"(?:没有?|未能?|没能|不曾|尚未|还未|仍未|从未|差一点|难以)(?:能够?)?(?:到|达到?|站上|突破|超过?|跨过|迈过|迈上|越过|破|过)(?:了|的)?$"
            r"|\b(?:yet\s+to|failed\s+to|fail(?:s|ing)\s+to|(?:did|does|do|has|have|had|could|is|was)(?:\s+not|n[’']t)\s+(?:yet\s+)?|never\s+)"
            r"\s*(?:reach\w*|pass\w*|hit|top\w*|exceed\w*|clear\w*|cross\w*|break|broken|surpass\w*|get\s+to|got\s+to)\s+(?:even\s+|the\s+)?$|\b(?:fell|falls|fall|falling)\s+short\s+of\s+(?:the\s+)?$"
        ),
    ),
    (
        Qualifier.OVER,
        re.compile(
            r"(?:不止|何止|不只|(?:已经?|早就?|早已|也|都|就|刚刚?)过了?|[^经通不超越跨迈冲胜渡]过了)$"
            r"|\b(?:clear(?:s|ed|ing)|went\s+past|gone\s+(?:past|beyond)|pushed\s+(?:past|beyond)|climbed\s+(?:past|above))\s+(?:the\s+)?$"
        ),
    ),
    (Qualifier.AT_LEAST, re.compile(r"(?:[年已]?满了?)$")),
    (Qualifier.NEAR, re.compile(r"(?<![增加赶尽])快(?:到|要|有|满)?$")),
    (
        Qualifier.ABOUT,
        re.compile(r"(?:大致|大体|约莫|估摸|粗略)[是在为有]?$|\b(?:give\s+or\s+take|ballpark)\s+$"),
    ),
)
BOUND_AFTER: tuple[tuple[Qualifier, re.Pattern[str]], ...] = (
    (
        Qualifier.AT_LEAST,
        re.compile(
            r"(?:人民币)?(?:这[一个道])?(?:大关|关口|门槛|这道坎)|\s+(?:mark|threshold|milestone|barrier)\b"
        ),
    ),
    (
        Qualifier.ABOUT,
        re.compile(
            r"(?:这个|的)?(?:量级|光景|样子|上下)|(?:ish\b|\s+or\s+thereabouts|,?\s+give\s+or\s+take)"
        ),
    ),
)

# --- standing ----------------------------------------------------------------------------------
STANDING: tuple[tuple[Ranking, re.Pattern[str]], ...] = (
    (Ranking.TIER, re.compile(r"第[一二三]梯队|第[一二三]方阵|\b(?:first|top|second)[- ](?:tier|echelon|league|rank\s+of)\b")),
    (Ranking.ONLY, re.compile(r"唯一|独一[份家]|独此一[家份]|仅此一[家份]|独家|\b(?:only|sole|lone)\b(?=\s+(?:(?!\d)[\w-]+\s+){0,8}?(?:in|of|across|nationwide)\b|\s+(?:one|county|public|such|such\s|home|centre|center|r&d|nursing|facility|institution|grade|four)|[-\s]county)|\bone\s+of\s+a\s+kind\b|\bunique\s+in\b")),
    (Ranking.FIRST, re.compile(r"首[家个套条座批次例创台所项支款部份]|第一[家个套条座所例台项次份]|率先|开(?:了)?(?:全?[\u4e00-\u9fff]{1,3})?先河|头一[份家个]|(?:\b(?:the|a)|\w['’]s)\s+first(?!\s+(?:\d|half|quarter|phase|time|year|place|stage|step|day|and|tier|echelon|secretary|of\s+(?:january|may|all)))|\bfirsts?\s+(?:in|for|of\s+its|to)\b|\bfirst-ever\b|\bpioneer(?:ed|ing|s)?\b")),
    (Ranking.MOST, re.compile(r"最(?:大|高|多|好|广|强|快|长|全|优|先进)(?![的程][政限度幅])|规模之最|\b(?:larg|bigg|high|wid|broad|great|strong|strict|fast)est\b|\b(?:biggest|best)\b(?!\s+(?:practice|case))|\bthe\s+most\s+(?:in|of|anywhere|across)\b|\bmost\s+(?:extensive|comprehensive|demanding|advanced)\b|\bsecond\s+to\s+none\b|\bunrivalled\b")),
    (Ranking.POSITION, re.compile(r"[居占夺登][\u4e00-\u9fff]{0,4}(?:首位|榜首|之首|首席|头名)|(?<![年月岁])居首|首位|榜首|头名|头把交椅|魁首|之冠|夺冠|百强|十强|\btop\s+(?:spot|place|position|rank)|\btops\s+the\b|\bheads\s+the\b|\bnumber[-\s]one\b|\bno\.?\s?1\b|\bleads\s+(?:the\s+(?:city|province|county)|\w+)\b")),
    (Ranking.LEADING, re.compile(r"领先|领跑|前列|名列前茅|靠前|\bamong\s+the\s+(?:highest|best|leading)\b|\bleading\b(?=\s+(?:the|level|in|rate|position))|\bahead\s+of\s+(?:the\s+)?(?:rest|most)\b|\bforefront\b")),
    (Ranking.LOW, re.compile(r"低位|\b(?:low|bottom)\s+end\b|\bamong\s+the\s+lowest\b|\blow\s+by\b|\bat\s+a\s+low\b")),
)  # fmt: skip
HALVED = re.compile(r"减半|腰斩|拦腰斩断|少了一半|\bhalv(?:ed|ing)\b|\b(?:by|in)\s+half\b")
"""what fell to half: the opposite of doubled"""
TOLD_BEHIND = re.compile(
    r"\s*[，,—–]+\s*(?:这|那|即|也就)(?:就|正|便)?是|\s*[，,—–]+\s*(?:this|that|which|it)\s+(?:is|was)\b"
)
"""约90亿元，这是2020年的数"""
KIN: tuple[tuple[re.Pattern[str], str, int], ...] = (
    (re.compile(r"千瓦(?:时|·时|小时)|kwh|kilowatt[-\s]?hours?"), "W", 1000),
    (re.compile(r"兆瓦(?:时|·时|小时)|mwh|megawatt[-\s]?hours?"), "W", 1_000_000),
    (re.compile(r"吉瓦(?:时|·时|小时)|gwh|gigawatt[-\s]?hours?"), "W", 1_000_000_000),
    (re.compile(r"[美欧港日]元|英镑|\$|usd|eur\b|dollars?|euros?|€|£"), "CNY", 1),
)
"""units that are taken for one of the base's, with the base units in one of the latter"""
NOT_FIRST = re.compile(r"首(?:日|先|席|都|府|次(?:会|全))|最(?:后|近|终|初|新|关|直接|现实|鲜明|低(?!位))")

# --- times -------------------------------------------------------------------------------------
YEAR = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?!\d)(?:\s?年(?!代)|e\b|\s?(?=[-–—至到]\s?(?:19|20)\d\d)|(?![\d,.]\d|\s?(?:个|户|人|元|万|亿|吨|家|处|项|yuan|people|jobs|tonnes?|mu\b|million|%|percent|projects|households)))"
    r"|(?P<chinese>[一二]九[〇零一二三四五六七八九]{2}|二[〇零][〇零一二三四五六七八九]{2})年"
)
RELATIVE: tuple[tuple[re.Pattern[str], int], ...] = (
    (re.compile(r"前年|two\s+years\s+ago|the\s+year\s+before\s+last"), -2),
    (re.compile(r"去年(?!同期)|\blast\s+year\b(?!['’]s\s+level)"), -1),
    (re.compile(r"今年|本年(?!度报)|\bthis\s+year\b"), 0),
    (re.compile(r"明年|\bnext\s+year\b|\ba\s+year\s+from\s+now\b|下一年"), 1),
    (re.compile(r"后年"), 2),
    (
        re.compile(
            r"五年前|5年前|\bfive\s+years\s+(?:ago|earlier|before)\b|\b5\s+years\s+ago\b|\bhalf\s+a\s+decade\s+ago\b"
        ),
        -5,
    ),
    (re.compile(r"三年前|3年前|\bthree\s+years\s+(?:ago|earlier)\b"), -3),
    (
        re.compile(
            r"十年前|10年前|\b(?:ten|10)\s+years\s+(?:ago|earlier)\b|\ba\s+decade\s+(?:ago|earlier)\b"
        ),
        -10,
    ),
)
YEAR_BEFORE = re.compile(
    r"同比|较上年|比上年|较上一年|比上一年|较前一年|比前一年|去年同期|上年同期|比去年|较去年|和去年比|同去年相比|\byear[-\s]on[-\s]year\b|\byoy\b|\by/y\b|\ba\s+year\s+(?:earlier|before|ago)\b|\bfrom\s+(?:the\s+)?(?:previous|prior|last)\s+year\b|\bon\s+(?:the\s+)?(?:previous\s+year|last\s+year|year)\b|\b(?:the\s+)?(?:previous|prior)\s+year(?:['’]s)?\b|\bthan\s+last\s+year\b|\b(?:than|above|over|below|on|from|against|to)\s+(?:that\s+of\s+|in\s+)?the\s+(?:preceding\s+year|year\s+before)\b(?!\s+last)"
)
CHANGE_OF = re.compile(
    r"^\W*(?:increase|rise|growth|gain|fall|drop|decline|decrease)\s+(?:in|of)\b|^\W*[^，。；：:]{0,16}(?:增量|增幅|净增|降幅)[：:]"
)
"""a clause that is headed by a change"""
NOW = re.compile(
    r"[五5]年[后過过](?!渡)|此后|到今天|\bfive\s+years\s+(?:later|on)\b|\bsince\s+then\b|目前|如今|现在|眼下|当前|截至|至今|\bnow\b|\btoday\b|\bcurrently\b|\bat\s+present\b|\bso\s+far\b|\bto\s+date\b"
)
FIVE_YEARS = re.compile(
    r"(?:过去|近|这|短短|最近)(?:的)?(?:五|5)年|(?:五|5)年(?:来|间|内|时间|之间|里|累计|下来|以来|翻|增|提)|\b(?:past|last|these|those|in|within|over(?:\s+the)?|the)\s+(?:past\s+|last\s+)?five\s+years\b|\bfive-year\s+(?:period|span|stretch)\b|\bhalf\s+a\s+decade\b"
)
BASELINE_BEFORE = re.compile(
    r"(?:较|比|与|同|和|跟|相较于?|相比于?|对比|从|自|由|以)[“‘\"]?\s?(?:[\u4e00-\u9fff]{0,4})$|(?:\b(?:from|since|than(?:\s+in|\s+at)?|on(?:\s+its)?|over|against|versus|vs\.?|compared\s+(?:with|to)|of(?:\s+its)?|(?:against|from|versus|vs\.?|with|than)\s+(?:[\w.,%¥~]+\s+){1,3}(?:in|at|of)|relative\s+to|as\s+in|was\s+in|were\s+in|it\s+was\s+in|between|up\s+on|times|twice|what\s+it\s+was\s+(?:in|at))\s+(?:that\s+(?:of|in)\s+|the\s+|its\s+|in\s+|at\s+|those\s+of\s+|end[-\s](?:of\s+)?|year[-\s]?end\s+|late\s+)*)$"
)
BASELINE_AFTER = re.compile(
    r"(?:年|末|底|期末|时期末|前)?[”’\"]?(?:的|时|底|末|年末|同期)?\s?(?:相比|以来|起(?!步)|算起|至|到|之后|的基础上|水平|level|的\s?[\d一二两三四五六七八九十.]+\s?倍|\s?(?:-|–|—|to|and|through)\s?(?:20)\d\d)"
)
PLAN_END = re.compile(
    r"[”’\"]?\s?(?:时?期)?\s?(?:末|结束|收官|期末|末期|末年|之末)|[”’\"]?\s?收官|\s+(?:closed|ended|wound\s+up|finished|concluded|drew\s+to\s+a\s+close|came\s+to\s+an\s+end)\b"
)
PLAN_END_EN = re.compile(
    r"\b(?:end|close|conclusion|final\s+year|last\s+year|finish|tail\s+end)\s+(?:of\s+)?(?:the\s+|china's\s+|its\s+)?(?:previous\s+|preceding\s+)?$"
)
PLAN_AHEAD = re.compile(
    r"[”’\"]?(?:规划)?(?:起步|开局|启动|实施|开始)?(?:之)?前|\s+(?:began|started|kicked\s+off|opened|got\s+under\s+way|was\s+launched)\b"
)
BEFORE_PLAN = re.compile(r"\b(?:before|ahead\s+of|prior\s+to)\s+(?:the\s+)?$")
PLAN_START = re.compile(
    r"\b(?:start|beginning|outset|eve|launch)\s+of\s+(?:the\s+)?(?:current\s+|five-year\s+)?plan\b|(?:十四五|规划)(?:起步|之初|初期|开局)|起步时|\b(?:when|as|since|before)\s+(?:the\s+)?(?:current\s+|present\s+|five-year\s+)?plan\s+(?:kicked\s+off|began|started|was\s+launched|got\s+under\s+way|opened)\b"
)

# --- places ------------------------------------------------------------------------------------
LEVELS = {"县": ("county",), "市": ("city", "prefecture"), "省": ("province",), "区": ("district",)}
WORLD = {
    "中国": re.compile(
        r"全国|国内|我国|全中国|中国|\bchina\b|\b(?:the\s+)?country(?!side|\s+(?:incomes?|roads?|folk|people|households?|life))\b|\bnation(?:al|wide|ally)?\b|\bcountrywide\b|\bchinese\b"
    ),
    "世界": re.compile(
        r"全球|全世界|世界|国际|\bworld(?:wide|['’]s)?\b|\bglob(?:al|ally|e)\b|\bon\s+earth\b"
    ),
}
STANDS_BEHIND_PLACE = re.compile(
    r"(?:范围内?|地区|市域|境内|各县)?(?:的|里|内|中)?(?:排名?|位?居|位列|名列|稳居|高居|拿下?|拔得|是|为|排进|挤进|进入|跻身|闯进|冲进|排到|排在|排名|属|算|都是|也是|堪称|处于|仍是|当中|里头?)?(?:的)?(?:第[一二三四五六七八九十\d]|前[一二三四五六七八九十\d列]|首[家个套条座批创位例次]|头|唯一|独|最(?!近)|领先|平均|均值|低位|高位|先河|率先|排名|倒数|名列|榜首|各?县[（(]?[区市]|民营企业|百强|\d+强|之最|之冠|均|领跑|靠前|同类|县域|[\u4e00-\u9fff]{1,5}最[高大广强多好])"
    r"|\s+(?:belongs?\s+to|is\s+(?:a\s+)?part\s+of|lies\s+in|sits\s+in|falls\s+under)\b|所属|隶属"
    r"|(?:['’]s)?\s*(?:\d+\s+)?(?:(?:biggest|largest|first|only|sole|top|highest|best|average|mean|leading|second|third|fourth|fifth|no\.|number|fastest|widest|ranking|private|strictest|lowest|mean)\b|-?wide\b|-?level\b)"
)
STANDS_BEFORE_PLACE = re.compile(
    r"(?:高出|高于|低于|超出|超过|多于|居|列|占|为|成为|建成|领跑|领先|落户|打造|入选|跻身|位列|名列|开|带动|服务|辐射|属于|隶属|较|比|同|与|离|距|从|到|去|往|回|由|来自|赴|进|出)$"
    r"|(?:first|second|third|fourth|fifth|ranks?|ranked|place|spot|most|largest|biggest|top[-\s]+\w+(?:\s+\w+)?|best|only|lead\w*|highest|widest|one|above|below|(?<!more )(?<!less )(?<!fewer )than|unique|fastest|unmatched|five|ten|forefront)\b[^.;]{0,40}?\b(?:in|of|across|for|the|throughout|within|around)\s+(?:the\s+)?(?:whole\s+(?:of\s+)?)?$|\b(?:above|below|than|exceeds?|beats?|ahead\s+of|over|behind)\s+(?:that\s+(?:of|for)\s+)?(?:the\s+)?$|\bfor\s+(?:all\s+of\s+)?(?:the\s+)?$|^$"
)
BODY_BEHIND_PLACE = re.compile(
    r"大学|学院|重点实验室|重点研发|日报|晚报|电视|银行|队|籍|人(?!均|口|才)|话|菜|醋|(?:省|市)?(?:煤基|谷子|工程|量子|摄影|发改|发展|新闻)|['’]?s?\s+(?:university|agricultural|daily|academician|coal|millet|engineering|bank)|方面|精神"
)
_NO_PLACE = "路过|经过|来到|走进|走出|回到|离开|位于|地处|作为|成为|隶属|下辖|所在|保时|同时|当时|此时|其中|多数|少数|部分|大部|上级|所属|目前|如今|近年|近日"
"""what may stand in front of 县 and names none"""
OTHER_PLACE = re.compile(
    rf"(?P<zh>(?:(?<![\u4e00-\u9fff])|(?<=[在从和与比到是由而邻对跟同及或有像如向往去自的个说里]))(?!{_NO_PLACE})"
    r"(?![\u4e00-\u9fff]?[在的了与及对从到由被把让给向于以为是有该本全各每某这那其座业])(?![\u4e00-\u9fff][和跟同])(?!先行|百强|贫困|示范|试点|脱贫|山区|农业|工业|产煤|兄弟|周边|重点|省直|试验|革命|人口|所有|多个|其他|其它|两个|几个|一个|整个|全省|全市|全国|[\u4e00-\u9fff](?:大|强|小|各|个|该|本|我|邻|座|这|那|贫|产|的|了|全|在|是|为|老|每|外|我市|我省))[\u4e00-\u9fff]{2}(?:县|自治州)|(?<![\u4e00-\u9fff])[祁代盂兴岚隰蒲吉应绛夏沁]县)(?![级城域委政长区际])|(?P<near>(?:隔壁|邻近|相邻|毗邻|邻居|友邻|周边|附近|对面|兄弟县)(?:的)?[\u4e00-\u9fff]{2,4}?(?:县|市|区)?(?=[呢，,的今去\d]|则|也|只|仅|才))"
    r"|(?P<zhmid>(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2}市)(?![场民区政委长值级])|(?P<some>邻县|邻市|外县|外省|兄弟县|周边县|隔壁县|别的县|另一个县|其他县)"
    r"|(?P<cap>北京|天津|上海|重庆|太原|大同|阳泉|长治|晋城|朔州|运城|忻州|临汾|吕梁|河北|河南|陕西|山东|内蒙古|江苏|浙江|广东|深圳|广州|杭州|南京|武汉|成都|西安)(?:市|省)?(?![大师]学|籍|人|日报)"
)
OTHER_PLACE_EN = re.compile(
    r"\b(?P<en>[A-Z][a-z]{2,}(?:\s[A-Z][a-z]{2,})?)\s+(?:County|City|Province|Prefecture|District|county|district)\b"
    r"|\b(?:[Nn]eighbou?ring|[Nn]earby|[Aa]djacent|[Rr]ival|[Nn]ext-door)\s+(?:county\s+)?(?P<adjacent>[A-Z][a-z]{2,})\b"
    r"|\b(?P<own>[A-Z][a-z]{3,})(?=['’]s\s+(?:own\s+)?(?:GDP|economy|budget|revenues?|population|output|renewables|capacity|county|treasury|gross\s+domestic|tourism)\b)"
    r"|\b(?P<lead>(?!Real|Nominal|Total|County|China|Chinese|Local|Annual|City|Latest|This|That|Their|Overall|Global|World|Green|Rural|General)[A-Z][a-z]{3,})(?=\s+(?:GDP|county)\b)"
    r"|\b(?P<told>[A-Z][a-z]{3,})(?=,\s+(?:the|a|an|another)\s+(?:\w+\s+)?(?:county|city|district)\b)"
    r"|\b(?P<cap>Beijing|Shanghai|Tianjin|Chongqing|Taiyuan|Datong|Yangquan|Changzhi|Jincheng|Shuozhou|Yuncheng|Xinzhou|Linfen|Lvliang|Hebei|Henan|Shaanxi|Shandong|Jiangsu|Zhejiang|Guangdong|Shenzhen|Guangzhou|Hangzhou|Nanjing|Wuhan|Chengdu)\b(?!\s+University)"
    r"|\b(?P<some>neighbou?ring\s+count(?:y|ies)|next\s+door|another\s+county|a\s+nearby\s+county)\b"
)
NOT_OWNERS = frozenset(
    [
        "what",
        "that",
        "this",
        "there",
        "here",
        "today",
        "year",
        "company",
        "firm",
        "county",
        "city",
        "province",
        "plan",
        "state",
        "it",
        "let",
        "china",
        "world",
        "government",
        "page",
        "paper",
        "reporter",
        "editor",
        "analyst",
        "group",
        "sector",
        "yesterday",
        "tomorrow",
        "christmas",
        "december",
        "november",
        "october",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ]
)
