"""Words that are names and ordinary words too, in English and Welsh: they name a child only in certain company."""

# Forenames and surnames that a sentence also uses as words. They are taken for a name when written with a capital.
ORDINARY = frozenset(
    """
    abbot amber angel april art ash ashes august aur autumn baker ball banks barn bay bean bear bell berry best
    bill birch bird bishop black blaze bliss bloom blossom blue bond bone bones book booth boy bragg brand
    bridge bridges bright bronze brook brooks brown buck bull burns bush butcher butler button can candy cape
    care carol carpenter carter case cash chance charity charm chase cherish cherry child christian church clay
    clear cliff close cloud clove cole comfort constance cook coral cotton craft crane crisp cross crystal dad
    daisy dale dance dark dash dawn day days dean dear december destiny dew dick dock don dove drake drew
    drummer duke dusk eagle early earth east echo elder ember english eve ever fair faith falcon farmer fawn
    february fern field fields finch fish fisher fleet flint flora flower flowers foot ford forest fortune
    foster fountain fox frank free freeman french friday friend frost gale game garden gardener gates gay gene
    gentle gift ginger glass glen gold golden good goodman grace grant grass gray green greene grey groom grove
    guard guest gunner guy hail hall ham hand hands happy hardy harmony harp harper hart harvest haven hawk hay
    hazel head heart heath heather heaven hedge heir hero hill hills holiday holly holy home honey honor honour
    hood hook hope hopes horn house hunt hunter hush iris iron ivory ivy jack jade january jay jet jewel job
    joke jolly joy judge july june justice karma keen kelp kid kind king kings kitty knight lace lad lake lamb
    lance land lane lark laurel law lawn leaf legend lemon light lightning lilac lily line lion little lock
    lodge london long lord lots love lovely low loyal luck lucky lung mace major man maple march mark marks
    marsh marshal mason mast mate matter maverick max may maze mead meadow melody memory mercy merit merry mile
    miles mill miller mint mist monday money monk moon moor moore more morning moss mount mouse much music
    myrtle nest new nick night noble noon norm north november oak oaks ocean october old olive onyx opal orb
    orchid pace page palm pansy park parks parson pass pat patience patient peace peach pearl penny pepper perk
    phoenix pierce pike pine piper place pleasant plum pond pool poppy port porter potter power powers precious
    price pride primrose prince princess prior promise pure queen quick rain rainbow ray read red reed reef rest
    rice rich ridge ring river rivers road rob robin rock rocket rocky rod root rose round row rowan royal ruby
    rue rush rusty saffron sage sailor salmon sandy saturday savage say scarlet scout sea seal september sew
    shade sharp shell shepherd shine short silver singer skip sky slate sleep small smart snow song sonny sorrel
    south spark sparrow speed spring star stark steel steer sterling stone storm story street strong such sue
    sugar summer summers sun sunday sunny swan sweet swift tailor tall teal tern thatcher thorn thrift thursday
    tiger timber time town trace tree trinity trip true trust tuesday unity vale van victory vine violet wade
    walker wall waller wand ward waters way weaver webb wednesday welcome wells west wheat wheeler white wild
    will willow wills win wind wing winner winter winters wise wish wolf wonder wood woods woody wren yard young
    zeal
    annwyl bach bore bryn bychan cain cana cann cara cariad caru celyn cerdd clust coch coed dawns dedwydd
    dwynwen dydd eira enfys eos eurin fflur ffrind glan glas glaw glyn gobaith gwanwyn gwawr gwyn haf hafod haul
    hedd heddwch heulwen hir hydref iach iris lili llan llew lloer llon llwyd llwyn mai medi mel melyn melys mor
    mwyn nant nef non nos onnen pant pert rhosyn rhyd seren teg tegan tesni tirion wyn ynyr
    """.split()
)

# Words no sentence can do without. They are taken for a name only inside a sentence and with a capital.
OF_EVERY_SENTENCE = frozenset(
    """
    a ah ai all alle also am an and any are as at be been but by bye can come did do done for from get go goes gone got
    had has have he hello her hers hi him his how i if in is it its just last let like lots made make many me mine miss
    must my next no not now of off oh ok on once one or our out over own please quite right said same saw see seen she
    so some soon sorry that the their them then there they this those though to today too two up us very was we well
    went were what when where which while who why wish with work yes yesterday yet you your
    a ac aeth am ar at bod bu chi dan ddim de dim da dod dw ei ein eu fe felly fi ga gan gyda heb heddiw heno hi hon hwn
    i ia iawn ie las mae mi mynd na nac nad neb neu ni nid nhw o oedd oes ond os pan pam pwy rwy rhai roedd sut sy sydd
    ti un wedi wedyn wrth y ydy yn yna yno yr
    """.split()
)

# Words that begin a Welsh sentence and are names too: mae is its commonest verb.
WELSH_HEADS = frozenset("mae mai".split())

# Words that tell in which language a sentence is, out of those that are words of one of the two alone.
OF_ENGLISH = frozenset(
    """
    about and are asked because been but by came for from had has have her his is it left me not of said saw she that
    the their then they this to told was went were when who will with
    """.split()
)
OF_WELSH = frozenset(
    """
    ac am ar arall bod ddim ddoe ei eisiau eto eu gan gyda heddiw mewn n na nad nhw o oedd r rhywun rhywbeth sy sydd
    wedi wrth y yn yno yr
    """.split()
)

# Names that are words too: what follows the word at the head of a sentence, and would not follow the name.
FOLLOWED_BY = {
    word: frozenset(after.split())
    for word, after in {
        "art": "and club class lesson lessons room teacher work",
        "best": "friend friends not of to way wishes",
        "close": "friend friends to",
        "early": "help in on years",
        "english": "class department lesson lessons teacher work",
        "good": "afternoon enough evening morning work",
        "hope": "all i it she that they this to we you",
        "long": "after ago before story term",
        "love": "from you",
        "may": "be he i it not she the there they this we you",
        "music": "class lesson lessons room teacher",
        "new": "phone school term year",
        "will": "he i it she that the there they this we you",
        "young": "adult adults boy boys carer carers child children girl girls man men people person woman women",
        "mark": "it the them",
        "miss": "i",
    }.items()
}

MONTHS = frozenset(
    """
    april august december february january july june march may november october september
    chwefror ebrill gorffennaf hydref ionawr mai mawrth mehefin medi rhagfyr tachwedd
    """.split()
)

# Words that a name and an ending or an initial make up by chance.
EVERYDAY = frozenset(
    """
    annotate bass boss bras cais delay delaying dewis does dotted gas goes hallmark joking karat kites less lens lifted
    list listed lower mains marry mass moaned nicknames poles quickened rosemary salts sharpened shawl toes tombstone
    tomes trans trees whitened
    """.split()
)

# Words of two letters, in English and Welsh: written small they are nobody's initials.
OF_TWO_LETTERS = frozenset(
    """
    ab ac ad ag ah ai al am an ap ar as at au ay ba be bo bu by ci cu cv da de di do dw dy ef eh ei em er es eu ew fe fi
    fo fy ga gi go gu ha he hi hm ho hy ia id ie if ii in is it iv la le lo ma me mi mm mo my na ni no nw ny oe of oh ok
    ol on or os ow ox pa pe pi po re rh sa se si so st su sy ta te th ti to tu tw ty uh um un up us vi wy wi ya ye ym yn
    yo yr ys yw
    """.split()
)

# Ordinary abbreviations: they look like somebody's initials.
ABBREVIATIONS = frozenset(
    """
    ae al aln am bb bbc bm bp cd ceo cid cp cpd cps cs csc cv dbs dc dd dj dm dms dofe dr ds dsl dsp dt dvd eal ed ep et
    eu fb fe fm ga gb gcse gp gps hi hiv hr ht ict id idp ie ig im iq it iwf ks la lac las lsa ltd mash mc mp mr ms nb
    nca nhs ni no nspcc ok op pa pc pe pin ps psd pse pshe pta re rs sa sc se sen slt sms sos st sw ta td tel tv uk un
    upn us usa vip vs wc wg wifi wjec wp yp yb yr
    """.split()
)

# What stands before the surname of a grown-up.
TITLES = frozenset("mr mrs ms miss mx dr sir prof professor madam syr parch parchedig pc sgt".split())

# Parts of a name that are never somebody's name alone.
PARTICLES = frozenset(
    "van von der den del della los las les ben bin bint ibn abu the ter ten dos das san saint".split()
)

# Capitalised words in a description of a child that are not the child's name.
OF_DESCRIPTIONS = frozenset(
    """
    a an and at blwyddyn bachgen boy brother brawd called chwaer class dosbarth disgybl enw ffrind form friend from girl
    he her his i in merch my name not of on or our pupil school she sister the their they unknown who year ysgol
    """.split()
)
