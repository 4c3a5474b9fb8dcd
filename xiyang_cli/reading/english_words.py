"""The words that quantities are written with in English: numbers, units, bounds, labels. Language, not data."""

from __future__ import annotations

import re

from xiyang_cli.base.model import Qualifier

ONES = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
TENS = {
    word: 10 * n
    for n, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2
    )
}
SCALES = {
    "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "k": 1000, "m": 10**6, "mn": 10**6, "mln": 10**6, "bn": 10**9, "b": 10**9, "tn": 10**12,
}  # fmt: skip
ORDINALS = {
    word: value
    for value, word in enumerate(
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"], 1
    )
}
FOLDS = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
} | TENS
_SMALL = rf"(?:(?:{'|'.join(TENS)})(?:[-\s](?:{'|'.join(list(ONES)[1:10])}))?|{'|'.join(reversed(ONES))})"
_HUNDREDS = rf"(?:{_SMALL}(?:\s+hundred(?:\s+(?:and\s+)?{_SMALL})?)?)"
_SCALE = r"(?:thousand|million|billion)"
SPELLED = (
    rf"(?:half\s+a|an?)\s+(?:hundred|{_SCALE})(?:\s+and\s+(?:a\s+half|{_SMALL}))?(?:\s+{_SCALE})?"
    rf"|{_SMALL}\s+and\s+a\s+half(?:\s+(?:hundred|{_SCALE}))?|(?:half\s+)?a\s+dozen|dozen"
    rf"|{_HUNDREDS}(?:[-\s]+{_SCALE}(?:,?\s+(?:and\s+)?{_HUNDREDS})?){{0,3}}(?:\s+{_SCALE})?"
)
DIGITS = r"\d{1,3}(?:,\d{3}){1,8}(?:\.\d{1,10})?(?!\d)|\d{1,30}(?:\.\d{1,10})?(?!\d)"
MONEY = r"(?P<money>RMB|CNY|yuan|¥|US\$|HK\$|USD|EUR|\$|€|£)\s?"
NUMBER = re.compile(
    rf"(?:(?<![\w,/:$€£¥])){MONEY.replace('yuan|', '')}(?P<paid>[-−]?(?:{DIGITS}))(?P<paid_scale>\s?(?:thousand|million|billion|trillion|bn|mn|mln|tn|k|m|b))?\b"
    rf"|(?<![\w.,/:#$€£¥-])(?P<digits>[-−]?(?:{DIGITS}))(?:[\s-]?(?P<scale>thousand|million|billion|trillion)\b|\s?(?P<short>bn|mn|mln|tn|(?<=\d)[km](?=[\s-](?!runs?\b|races?\b|walks?\b|resolution|videos?\b|display)(?:t\b|[a-z]{{2,}})))\b)?"
    rf"|\b(?P<spelled>{SPELLED})\b",
    re.IGNORECASE,
)
SECOND = re.compile(
    NUMBER.pattern.replace(r"(?<![\w,/:$€£¥])", "").replace(r"(?<![\w.,/:#$€£¥-])", ""), re.IGNORECASE
)
"""a number behind the sign of a range"""
TO = re.compile(r"\s?(?:-|–|—|to|and|or)\s?", re.IGNORECASE)
RANGED = re.compile(r"\b(?:rang|var|spann)\w+\s+from\s+(?:about\s+)?$", re.IGNORECASE)

PER_OUTSIDE = r"(?:\s+(?:per|an?|each|for\s+each)\s+|\s?/\s?)(?:kWh|kilowatt|square|sq\b|sqm|m2|m²|mu\b|hectare|kilo\b|kilos\b|kg|kilogram|jin\b|gram|lit(?:re|er)|cubic|kilomet|km\b)"
"""what makes of yuan a price in a unit outside the set"""
UNITS: tuple[tuple[str, str, str], ...] = (
    (r"yuan\s+(?:per|a|/)\s*(?:metric\s+)?(?:tonne|ton|t)\b|yuan/(?:tonne|ton|t)\b|(?:per|a)\s+(?:metric\s+)?tonne", "CNY/t", "1"),
    (r"yuan\s+(?:per|a|for\s+each)\s+(?:person|head|capita|resident)\b|yuan/(?:person|head)\b", "CNY/person", "1"),
    (rf"(?:(?:Chinese\s+)?yuan|RMB|CNY|renminbi)\b(?!{PER_OUTSIDE})", "CNY", "1"),
    (r"percentage[-\s]points?\b|pct\s+points?\b|pp\b|ppts?\b|points?\s+of\s+(?:percentage|share)\b", "percentage_point", "1"),
    (r"%|per\s?cent\b|pct\b", "percent", "1"),
    (r"‰|per\s+(?:thousand|mille?)\b", "percent", "0.1"),
    (r"[-\s]?fold\b|times\b|x(?![\w])", "times", "1"),
    (r"GW\b|gigawatts?\b", "W", "1000000000"),
    (r"MW\b|megawatts?\b", "W", "1000000"),
    (r"kW\b|KW\b|kilowatts?\b(?![-\s]hours?)", "W", "1000"),
    (r"ktpa\b|kt\b|kilotonnes?\b", "t", "1000"),
    (r"mtpa\b|Mt\b|mt\b", "t", "1000000"),
    (r"(?:metric\s+)?(?:tonnes?|tons?)\b|tpa\b|t\b", "t", "1"),
    (r"kg\b|kilograms?\b|kilos?\b", "t", "0.001"),
    (r"square[-\s]+kilomet(?:er|re)s?\b|sq\.?\s?km\b|km2\b|km²", "m2", "1000000"),
    (r"square[-\s]+met(?:er|re)s?\b|sq\.?\s?m\b|sqm\b|m2\b|m²", "m2", "1"),
    (r"hectares?\b|ha\b", "m2", "10000"),
    (r"mu\b", "m2", "2000/3"),
    (r"(?:tourist\s+|visitor\s+|passenger\s+|outpatient\s+)?(?:visits?|trips?)\b|(?:tourist|visitor)\s+arrivals\b", "person_time", "1"),
    (r"views?\b|clicks?\b|plays\b|page\s+views?\b|reads\b|impressions?\b", "view", "1"),
    (r"years?[-\s](?:of\s+age|old)\b|-year-olds?\b|years\s+of\s+age\b", "year_age", "1"),
    (r"years?\b(?![-\s]on[-\s]year)", "year", "1"),
    (r"-year\b(?!-on)", "year", "1"),
    (r"decades?\b", "year", "10"),
    (r"people\b|persons?\b", "person", "1"),
)  # fmt: skip
UNIT = tuple(
    (re.compile(rf"[-\s]?(?:{words})", re.IGNORECASE if "mt" not in words else 0), code, factor)
    for words, code, factor in UNITS
)
PRICE_OUTSIDE = re.compile(PER_OUTSIDE, re.IGNORECASE)
SUFFIX = re.compile(r"-odd\b|-plus\b|\+(?=[\s%.,;)]|$)", re.IGNORECASE)
INNER_SUFFIX = re.compile(r"(?<=[a-z])-odd\b|(?<=\d)(?:-odd\b|-plus\b|\+)|(?<=ion)\+", re.IGNORECASE)
"""a bound tied to its number"""
OUTSIDE = re.compile(
    rf"\s?(?:yuan|RMB|CNY){PER_OUTSIDE}"
    r"|[-\s]?(?:(?:consecutive|straight|full|working|business|more)\s+)?(?:kilomet(?:er|re)s?|km|met(?:er|re)s?|centimet\w+|millimet\w+|miles?|feet|foot|inch\w*|hours?|hrs?|minutes?|mins?|seconds?"
    r"|days?|nights?|mornings?|evenings?|afternoons?|weeks?|weekends?|(?:basis\s+)?points?|seasons?|semesters?|months?|quarters?|century|centuries|kWh|MWh|GWh|kilowatt[-\s]hours?|kV|volts?|litres?|liters?|cubic|degrees?"
    r"|°|(?:(?:US|U\.S\.|Hong\s+Kong)\s+)?dollars?|euros?|pounds?|GB|MB|TB|p\.?m\.?|a\.?m\.?|o'clock|am|pm|bps|bpd|barrels?|acres?|yen|won)\b",
    re.IGNORECASE,
)
PEOPLE = re.compile(
    r"\s+(?:[\w'-]+\s+){0,3}?(?:people|persons?|residents?|students?|pupils?|workers?|employees?|farmers?|villagers?|patients?|teachers?|doctors?"
    r"|nurses?|migrants?|graduates?|members?|participants?|volunteers?|visitors?|tourists?|men|women|children|staff"
    r"|officials?|experts?|researchers?|scientists?|engineers?|technicians?|athletes?|runners?|trainees?|passengers?|seniors?|retirees?|inhabitants?|welders?|miners?|drivers?|herders?|growers?|guides?|soldiers?|veterans?|owners?|entrepreneurs?|investors?|players?|artists?|craftsmen|apprentices?|interns?|cadres?|guests?|customers?|users?|fans?|readers?|subscribers?|mothers?|babies|newborns?|elders?|pensioners?|orphans?|commuters?|drummers?|midwi(?:fe|ves)|firefighters?|carers?|caregivers?|inspectors?|buyers?|sellers?|traders?|vendors?|shoppers?|applicants?|candidates?|delegates?|deput(?:y|ies)|donors?|lecturers?|professors?|trainers?|competitors?|contestants?|beneficiar(?:y|ies)|claimants?|taxpayers?|homeowners?|tenants?|refugees?|couriers?|riders?|sailors?|fishermen|pilots?|musicians?|actors?|performers?|painters?|weavers?|potters?|tailors?|cleaners?|guards?|officers?|rescuers?|relatives?|survivors?|therapists?|librarians?|planters?|breeders?|labou?rers?|householders?|learners?|adults?|teenagers?|youngsters?|jobseekers?|job-seekers?|hands\b(?=\s+(?:on|at|in)\b)|travell?ers?|hikers?|cyclists?|skiers?|cooks?|singers?|dancers?|reporters?|journalists?|lawyers?|judges?|recruits?|suspects?|offenders?|descendants?|immigrants?|monks?|nuns?|priests?|brides?|grooms?|heirs?|hands)\b(?!['’])",
    re.IGNORECASE,
)
_THINGS = (
    "computers|centers|towers|rivers|boilers|containers|papers|numbers|orders|letters|chargers|dinners|corners|quarters|layers|covers|offers|servers|sensors|monitors|tractors"
    "|sectors|motors|reactors|doors|floors|colors|flavors|errors|mirrors|corridors|elevators|generators|inverters|transformers|harvesters|trailers|trawlers|posters|counters|shelters"
    "|filters|printers|scanners|routers|freezers|coolers|heaters|burners|bunkers|tankers|folders|borders|feeders|flowers|tigers|oysters|lobsters|rollers|helicopters|scooters|fibers"
    "|timbers|ladders|lockers|clusters|semesters|chapters|matters|characters|parameters|theaters|liters|fertilizers|diggers|loaders|excavators|bulldozers|sprinklers|chambers|cucumbers"
    "|disasters|registers|banners|newspapers|skyscrapers|steamers|ferries|cookers|dryers|mixers|cutters|blowers|stickers|vouchers|trees|bees|fees|coffees|committees|degrees|silvers|plants|grants"
    "|restaurants|variants|elephants|ants|pants|warrants|pollutants|lists|twists|tents|cents|patents|talents|components|continents|contents|events|rents|vents|accidents|incidents|factors"
    "|vectors|anchors|harbors|neighbors|manors|incubators|calculators|radiators|turbines|gardens|burgers|tyres|peppers|plasters|lanterns|dumplings|boosters|coasters|charters|headquarters"
)
PERSON_LIKE = re.compile(
    rf"\s+(?:[\w'-]+\s+){{0,2}}?(?!(?:{_THINGS})\b)(?![a-z]*ments\b)[a-z]*(?:[a-z]{{2}}ers|ors|ists|ians|ees|ants|ents|men|women|herds|medics|guards|stewards|wardens|sisters|brothers|boys|girls|couples|twins)\b(?!['’])"
)
"""nouns that by their ending are of people: beekeepers, respondents, trainees"""
NOUN = re.compile(
    r"\s+(?:[A-Za-z][\w'-]*\s+|[a-z][\w'-]*,\s+(?=[a-z][\w'-]*\s+and\s)){0,5}?(?:[a-z][\w'-]*(?<![siu])s|sheep|cattle|fish|deer|poultry|livestock|aircraft|geese|oxen|head)\b"
)
MONTH = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
MONTH_BEFORE = re.compile(rf"\b{MONTH}\s$", re.IGNORECASE)
MONTH_AFTER = re.compile(rf"\s(?:of\s)?{MONTH}(?=\W|$)")
_LABELS = "Nos?|Section|Chapter|Article|Table|Figure|Fig|Page|pp?|tab|Route|Highway|Line|Phase|Room|Grade|Class|Level|Volume|Vol|Issue|Item|call|tel|phone|hotline|Appendix|Annex|Paragraph"
_CAPITAL_LABELS = (
    "Part|Boeing|Airbus|Covid|COVID|PM|Gate|Building|Unit|Step|Type|Model|Version|Document|Circular|Clause|Tier|National|Provincial|Expressway"
    "|Note|Rule|Terminal|Platform|Bus|Flight|Train|Lot|Zone|Act|Order|Exhibit|Question|Formula|Area|Windows|Mark|Apollo|Form|Road|Schedule|Ward|Plot|Bay|Pier|Hall"
    "|Studio|Channel|Booth|Locker|Seat|Day|Week|Stage|Round|Game|Match|Leg"
)
LABEL_BEFORE = re.compile(rf"\b(?:{_LABELS}|(?-i:{_CAPITAL_LABELS}))(?:\.?\s?|-)$", re.IGNORECASE)
"""words in front of a number that is a label; as verbs (building 500,000 tonnes) they are written small"""
BEFORE: tuple[tuple[re.Pattern[str], Qualifier], ...] = tuple(
    (re.compile(rf"\b(?:{words})\s+(?:the\s+|a\s+total\s+of\s+|some\s+)?$", re.IGNORECASE), qualifier)
    for words, qualifier in (
        (
            r"no\s+more\s+than|not\s+more\s+than|(?<!no )(?<!not )less\s+than|(?<!no )(?<!not )fewer\s+than|under|below|(?<!gone )(?<!went )(?<!goes )(?<!going )(?<!rose )(?<!risen )(?<!moved )(?<!climbed )(?<!came )(?<!shot )(?<!jumped )(?<!adds )(?<!add )(?<!added )(?<!adding )up\s+to|at\s+most|(?<!just )short\s+of|(?:not|n[o']t|never)\s+(?:to\s+)?exceed|under\s+the\s+age\s+of|below\s+the\s+age\s+of|younger\s+than|south\s+of",
            Qualifier.UNDER,
        ),
        (
            r"at\s+least|from\s+(?:the\s+)?age(?:\s+of)?|no\s+less\s+than|no\s+fewer\s+than|not\s+(?:less|fewer)\s+than|a\s+minimum\s+of",
            Qualifier.AT_LEAST,
        ),
        (
            r"(?<!turned )(?<!handed )(?<!took )(?<!taken )(?<!carried )(?<!signed )over|more\s+than|above|exceed(?:s|ed|ing)?|topp?(?:ed|ing|s)?|surpass(?:es|ed|ing)?|in\s+excess\s+of|upwards?\s+of|beyond|north\s+of|(?:over|above)\s+the\s+age\s+of|older\s+than|(?<!the )(?<!this )past|better\s+than|greater\s+than|breaks?|breaking|broken?|passed|(?<=will )pass|(?<=might )pass|(?<=may )pass|(?<=could )pass|(?<=to )pass|cross(?:es|ed|ing)?|well\s+over",
            Qualifier.OVER,
        ),
        (r"nearly|almost|close\s+to|approach(?:es|ed|ing)?|just\s+short\s+of|near", Qualifier.NEAR),
        (
            r"about|around|roughly|some|approximately|approx\.?|circa|an\s+estimated|c\.|in\s+the\s+region\s+of|or\s+so",
            Qualifier.ABOUT,
        ),
    )
)
SHORT_ABOUT = re.compile(r"(?:\bc\.\s?|~\s?|≈\s?)$", re.IGNORECASE)
AFTER: tuple[tuple[re.Pattern[str], Qualifier], ...] = (
    (
        re.compile(r"\s+(?:or\s+(?:more|above|over|older)|and\s+(?:above|older|over|up))\b|\+|-plus\b", re.I),
        Qualifier.AT_LEAST,
    ),
    (
        re.compile(r"\s+(?:or\s+(?:less|fewer|under|below|younger)|and\s+(?:under|below|younger))\b", re.I),
        Qualifier.UNDER,
    ),
    (re.compile(r"\s+or\s+(?:so|thereabouts)\b|,?\s+give\s+or\s+take\b", re.IGNORECASE), Qualifier.ABOUT),
)
SPREAD_OVER = re.compile(
    r"\b(?:spread|split|shared|divided|distributed|stretched|extend\w*|scattered|allocated|repayable|paid)\b[^.;]{0,20}\bover\s+(?:some\s+|the\s+)?$",
    re.IGNORECASE,
)
"""what is spread over 744 projects is not more than they"""
GROWN = {"doubled": ("doubling", 1), "doubling": ("doubling", 1), "doubles": ("doubling", 1), "double": ("doubling", 1),
          "tripled": ("times", 3), "trebled": ("times", 3), "triple": ("times", 3), "tripling": ("times", 3),
          "quadrupled": ("times", 4), "quadrupling": ("times", 4), "quadruple": ("times", 4), "quintupled": ("times", 5), "twice": ("times", 2)}  # fmt: skip
LATER = "|".join(list(ORDINALS)[1:])
NTH_OF_NAME = r"\s+(?:Five-Year|five-year|century|centuries|anniversary|birthday|National|Congress|session|plenary|floor|plan\b|[A-Z][a-z]+\s+(?:Games|Congress|Plan|Festival|Street|Avenue|Bureau|Division|Army|Regiment|Edition)|of\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|day\b|grade|year\b|edition|minute|hour|week|month|quarter|percentile|generation|round|lap|hole|time\b|session)"
"""what makes of 12th no rank: a date, a plan, a name"""
WORDS = re.compile(
    rf"\b(?P<grown>{'|'.join(GROWN)})\b(?!\s+(?:rooms?|beds?|deck|decker|digit|digits|track|lines?|standards?|bass|glazing|act|bill|major|time)|-)|\b(?P<fold>{'|'.join(FOLDS)}|\d{{1,3}})[- ]?fold\b"
    rf"|\b(?:ranks?|ranked|ranking|placed?|finish(?:ed|es)|stood|stands?|came|comes|coming)\s+(?:\w+\s+)?(?P<ranked>{'|'.join(ORDINALS)}|\d{{1,4}}(?=(?:st|nd|rd|th)\b))(?:st|nd|rd|th)?\b"
    rf"|\b(?P<ordinal>{LATER})-(?:largest|biggest|highest|best|fastest|smallest|most|richest|longest|lowest)\b"
    rf"|\b(?P<place>{'|'.join(ORDINALS)})\s+(?:place\b|in\s+(?:the\s+)?(?:[A-Z]\w+|country|county|province|city|nation|world))"
    rf"|\btop[-\s]+(?P<top>\d{{1,4}}|{'|'.join(FOLDS)})\b(?!\s?(?:%|percent|per cent|yuan|million|billion))"
    rf"|(?:\bin\s+(?P<spot>{LATER})(?=\s*(?:[.,;:!?)]|$))|,\s(?P<apart>{LATER})(?=,)|\band\s+(?P<also>{LATER})(?=\s+(?:for|in|on|to)\s)|\bthe\s+(?P<one>{LATER})(?!{NTH_OF_NAME})(?!\s+(?:half|phase|stage|wave|batch))(?=\s+(?:[a-z]+\s+){{0,2}}(?:on|in|to)\s(?:the\s|open|be\b|sell|win|join|reach|build|sign)))"
    rf"|\b(?:over|under)-(?P<aged>\d{{2}})s\b|\b(?P<among>\d{{1,3}}|{'|'.join(FOLDS)})\s+(?:largest|biggest|strongest|richest|wealthiest)\b"
    rf"|\b(?P<share>(?:one|two|three|four|five)\s+(?:in|out\s+of)\s+(?:every\s+)?(?:three|four|five|six|seven|eight|nine|ten))\b(?!\s+(?:years?|months?|days?|weeks?))"
    rf"|\b(?:is|was|becomes?|became|as|marks?)\s+(?:the|its|their)\s+(?P<nthof>\d{{1,4}})(?:st|nd|rd|th)\b(?!{NTH_OF_NAME})(?=\s+[A-Z][a-z]+\s+[a-z])"
    rf"|\bthe\s+(?P<order>\d{{1,4}})(?:st|nd|rd|th)\b(?!{NTH_OF_NAME})(?=\s+(?-i:[a-z]))|\b(?:from|to)\s+(?P<moved>\d{{1,4}})(?:st|nd|rd|th)\b(?=\s*(?:to\b|place|in\b|[.,;)]|$))"
    r"|\b(?P<nth>\d{1,4})(?:st|nd|rd|th)\b(?=\s+(?:for|on|of\s+\d)\b|\s+(?:in\s+(?:the\s+)?(?:[A-Z]\w+|country|county|province|city|nation|world)|place|among|nationwide|nationally|worldwide))"
    r"|\b(?P<halfpoint>half\s+an?\s+percentage\s+point)\b|(?<!first )(?<!second )(?<!latter )(?<!other )(?<!second-)(?<!first-)\b(?P<half>half)\s+(?:of|the)\b|\b(?P<part>(?<!first )(?:one|two|three|four|five)[- ](?:third|quarter|fifth|sixth|eighth|tenth)s?|a[- ](?:third|quarter|fifth|tenth)(?=\s+of\b))\b(?!\s+(?:time|quarter|place))|(?:\bNo\.?\s?|(?<![\w#])#\s?)(?P<no>\d{1,4})(?=\s+(?:in|among|on)\b)|\b(?:became|become|becomes|becoming)\s+(?:the|\w+[’\']s)\s+(?P<became>\d{1,4})(?:st|nd|rd|th)\b|(?:\b(?:its|their)|\w['’]s)\s+(?P<its>second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,4}(?=(?:st|nd|rd|th)\b))(?:st|nd|rd|th)?\s+(?!largest|biggest|floor|century|anniversary|birthday|quarter|half|year|term|phase|plan|place|grade|class|generation|son|daughter|child|day|month|week|wave|round|stage|session|time|five)(?=[a-zA-Z])",
    re.IGNORECASE,
)
GOES_ON = re.compile(
    r"\b(?:from|to|at|was|is|were|are|reached|reaching|hit|of|than|below|above|under|over|beyond)\s+(?:(?:about|around|nearly|over|just|only)\s+)?$",
    re.IGNORECASE,
)
NUMBER_OF = re.compile(
    r"\bnumber\s+of\s+((?:[\w'-]+\s+){0,2}?(?:[a-z][\w'-]*s|people|children|men|women|staff))\b[^,]*(?:,[^,]*)?$",
    re.IGNORECASE,
)
"""The number of midwives quadrupled, from 65 to 260: what bare numbers behind it count"""
DONE_TO = re.compile(
    r"\s+(?:have|has|had|were|was|are)\s+(?:\w+\s+)?(?:been|being|already|now|still|under|in|on)\b",
    re.IGNORECASE,
)
AGED = re.compile(
    r"\b(?:oldest|youngest|eldest)\b[^.;]{0,40}\b(?:is|was)\s+$|\b(?:boys|girls|children|youths|men|women)\s+of\s+$"
    r"|\b(?:residents|people|villagers|inhabitants|members|workers|farmers)\s+(?:is|are|was|were)\s+(?:over|under|above|below)\s+$"
    r"|\blife\s+expectancy\b[^.;]{0,30}?\b(?:is|was|of|at|to|reached|hit|now)\s+(?:about\s+|around\s+|nearly\s+|over\s+)?$|\baged?\s+(?:over\s+|above\s+|at\s+least\s+|between\s+)?$|\bage\s+of\s+$|\bage\b[^.]{0,20}\b(?:is|was)\s+(?:about\s+|around\s+|nearly\s+|over\s+)?$"
    r"|\b(?:children|kids|those|people|residents|women|men|adults|youths?|anyone|everyone|seniors|pupils|students|workers|patients|villagers|farmers|visitors|passengers|couples|drivers)\s+(?:aged\s+)?(?:under|over|above|below|older\s+than|younger\s+than)\s+$",
    re.IGNORECASE,
)
POPULATION = re.compile(
    r"\bgroups?\s+of\s+$|\bpopulation:\s$|\bpopulation\s+(?:of|was|is|reached|stood\s+at|to)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
OF_THEM = re.compile(r"\s+of\s+(?:them|which|whom|the|its|these|those|our|their|his|her|all|my)\b")
PER = re.compile(r"(?:\s+(?:per|a)\s+|\s?/\s?)(?:metric\s+)?(tonne|ton|t|person|head)\b", re.IGNORECASE)
PLAN = re.compile(r"\s+(?:\w+\s+)?plan\b", re.IGNORECASE)
"""the Five-Year Plan, a three-year action plan: names"""
COUNTED_BEFORE = re.compile(
    r"\b(?:including|among\s+them|of\s+which|another|number(?:s|ed|ing)?)\s+$", re.IGNORECASE
)
TURNED = re.compile(r"\bturn(?:ed|s|ing)\s+$", re.IGNORECASE)
"""has just turned 19"""
EMPLOYS = re.compile(r"\bemploy(?:s|ed|ing)?\s+(?:about\s+|some\s+|over\s+|nearly\s+)?$", re.IGNORECASE)
HAS = re.compile(r"\b(?:has|have|had)\s+(?:now\s+)?$", re.IGNORECASE)
"""began with seven families, now has 213: what it counts stands before"""
LISTED = re.compile(r"(?:^|[.;:,]\s)\s*([A-Za-z][\w'-]*(?:\s[\w'-]+){0,4})([:,])\s$")
"""Fines issued: 418. Reservoirs, 11; what is counted stands in front"""
MORE = re.compile(r"\s+(?:or\s+)?more\b(?!\s+than\s+\d)", re.IGNORECASE)
SIGNED_UP = re.compile(
    r"\s+(?:have|had)\s+(?:signed|enrolled|joined|registered|applied|returned)\b|\s+(?:passed|failed|graduated|survived|died|attended)\b(?!\s+(?:the\s+)?\d)",
    re.IGNORECASE,
)
MONEY_SPOKEN_OF = re.compile(
    r"\b(?:revenues?|budget|GDP|economy|spending|invest\w*|income|output\s+value|took\s+in|yuan|RMB|tax(?:es)?)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
"""what makes a bare million or billion money, within a sentence before it"""
MINUS = re.compile(r"\bminus\s+$", re.IGNORECASE)
LIST = re.compile(r",?\s+and\s+|,\s+", re.IGNORECASE)
NAME_BEFORE = re.compile(r"\b[A-Z][a-z]+,\s$")
"""Zhao, 52, used to …"""
OF_THOSE = re.compile(
    r"\b[Oo]f\s+(?:(?:the|its|these|those|all|their)\s+)?[\d,]+\s+[\w\s-]{1,70},\s+(?:(?:\w+\s+){0,2}(?:leads?|led|run|ran|own(?:s|ed)?|won|took|hold|held)\s+)?(?:(?:only|just)\s+)?(?:(?:about|some|nearly|only|over)\s+)?$"
)
STREET = re.compile(r"\s+(?:[A-Z]\w+\s+){1,3}(?:Lane|Road|Street|Avenue|Alley|Boulevard|Highway)\b")
PER_AREA = re.compile(
    r"\s+(?:per|a|an)\s+(?:mu|hectare|ha|head|capita|cow|animal|household)\b|/mu\b", re.IGNORECASE
)
"""612 kg per mu is a yield, no weight"""
TIED = re.compile(
    r"-(?P<thing>bed|room|seat|unit|stor(?:e)?y|household|vehicle|berth|bay|lane|stall)\b|-(?P<people>member|student|person|strong|man|worker)\b"
)
"""a 300-bed hospital, a 120-strong team"""
SINGULAR = re.compile(r"(?<![s])$(?<!people)(?<!men)(?<!children)(?<!staff)")
PARTS = {"third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
COMPARED = re.compile(r"\b(?:compared\s+(?:with|to)|up\s+from|down\s+from|against)\s+$", re.IGNORECASE)
"""what follows counts the same thing: 3,742 employees, compared with 3,518 a year earlier"""
