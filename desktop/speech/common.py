"""Everyday English words, which are rarely a misheard name.

The first 3,000 lower-case words in the order in which GPT-2's vocabulary (MIT, as openai-whisper carries it) learnt
them, which is that of their frequency; some are beginnings of longer words, which does no harm here.
"""

from __future__ import annotations

_WORDS = """
ability able about above abs absolute absolutely abuse ac acad acc accept accepted access accident accompl according
account accounts accur accused achie achieve acknow acqu across act action actions activ active activities activity
acts actual actually ad adapt add added adding addition additional address adds adjust adm administ administration
adop adult adults adv advance advanced advant advantage advert advice advoc af aff affect affected afford after
afternoon again against age agencies agency agent agents agg ago agre agree agreed agreement ahead aid aim air
aircraft album alcohol all alleg alleged allow allowed allowing allows almost alone along already also alt altern
alternative although always am amazing amb among amount an anal analy analysis ancient and ang anim animal animals
ann announ announce announced annual another answ answer ant anti any anyone anything anywhere ap apart app apparent
apparently appeal appear appearance appeared appears appl applic application applications applied apply appoint
appre appreci appro approach appropri appropriate approved approx approximately apps arch are area areas aren arg
argument arm arms army around arr arrest arrested arri arrived art article articles as ask asked asking aspect ass
assault assess assist associ associated assum ast at ath att attack attacks attempt attempts attend attention
attorney attract aud audience audio aut auth author authorities authority autom automatically av available average
avoid aw award aware away baby back background bad bag bal balance ball ban band bank banks bar bare bas base based
basic basically basis batt batter battery battle be beat beaut beautiful bec became because become becomes becoming
bed been beer before beg began begin beginning begins beh behav behavi behavior behind being bel belie belief
believe believed believes belong below ben benef benefit benefits best bet better between beyond bi big bigger
biggest bill billion bird birth bit bl black block blog blood blow blue bo board bodies body bomb bon bond book
books boost boot border born boss both bott bottom bought bound box boy boys br brain brand bre break breat brief
bright bring bringing bro broad broke broken brother brought brow browser bu bud budget bug build building built bul
bull bur burn bus business businesses but button buy by ca cal calcul call called calling calls came camer camera
camp campaign can cancer cand candid candidate candidates cann cannot cap capable capacity capital capt car carbon
card cards care career carried carry cars cart cas case cases cash cast cat catch categ category caught cause caused
causes causing ce cele celebr cell cells cent center central century cere cert certain certainly chain chair chall
challeng challenge challenges chance chang change changed changes changing channel char charact character characters
charg charge charged charges che check chem chemical chief child children cho choice choose church circ circum
circumst circumstances cities citiz citizens city civil claim claimed claims class classes cle clean clear clearly
click client clim climate clin clos close closed closer clot cloud club co coach coal code col cold coll colle
collect collection college color column comb combat combination combined come comes comfort coming comm command
comment comments commer commercial commission commit committed committee common commun communities community compan
companies company compar compared compet competition compl comple complete completed completely complex comput
computer conc concent concept concern concerned concerns conclud cond condition conditions conduct conducted conf
conference confidence confident config confir confirm confirmed conflic conflict connect connected connection cons
consequ conserv conservative consider considered considering consist consistent const construct construction consult
consum contact contain contains content context contin continue continued continues contr contract contrast
contribut contro control controvers conv conver convers conversation cook cool coord cop copy copyright cor core
corner corpor corporate correct correspond cost costs cou could couldn coun council count counter countries country
couple cour course court cover coverage covered cr craft cre creat create created creating creation cred credit crew
crim crime crimes criminal cris crisis crit critic critical cro cross crowd cru cry cult cultural culture cup cur
current currently custom customer customers cut cuts cy daily dam damage danger dangerous dark dat data date
daughter day days dead deal death deb debate debt dec decade decades decide decided decision decisions deck decl
decre ded deep def default defend defense defensive defin defined definitely deg degree del delay deliver dem demand
democr demon demonstr den denied dep depart department depend deploy der des desc describ described design designed
desire despite dest destroy destroyed det detail detailed details detect deter determin determine determined dev
develop developed developers developing development device devices di diagn dial did didn die died diet diff differe
difference differences different difficult dig digital dim direct direction directly director disapp disappoint disc
discl disco discovered discrim discuss discussed discussion dise disease dismiss disp display diss dist distance
distribution district div do doc doctor document documents does doesn dog doing doll dollars dom domestic don done
door dou doub double doubt down download dr draft drag dram draw dream dress dri drink drive driver drivers driving
dro drop dropped drug drugs dry due during dynam each ear earlier early earn earth eas easier easily easy eat eating
econom economic economy ed edge edit editor educ education eff effect effective effects effic effort efforts egg
eight either el elect election electric element elements elim else em email emb emer emergency emot emphas employ
employee employees empty enc encour end ended ends enemies enemy ener energy enforce enforcement eng engine enh
enjoy enough ens ensure ent enter entered entire entirely entry environment environmental ep episode equ equal
equipment er error es esc escape especially ess essential est estab establish established estim estimated et etc eth
ev eval even evening event events eventually ever every everyone everything evidence evil exact exactly exam example
examples exc excellent except exception exchange excited exec execut executive exerc exercise exist existence
existing exp expand expect expected expensive exper experien experience experienced experiences experiment expert
experts expl explain explained explains explan explo explos express expressed expression ext extent extra extreme
extremely ey eye eyes fac face faces facing fact factor factors facts fail failed failure fair fairly faith fall
false fam familiar families family famous fan fans fant far farm fast faster fat father fav favor favorite fe fear
feat feature features federal feed feel feeling feels fees feet fell fellow felt fem female few field fif fig fight
fighting figure figures fil file filed files fill filled film fin final finally financial find finding findings fine
finish finished fire fired firm first fish fit five fix fixed fl flag flat fle flight flo floor flow flu fly foc
focus focused fol fold follow followed following follows food foot football for force forced forces fore foreign
forg forget form format former forms fort forth forward found four fourth fr fra fram frame fre free freedom frequ
fresh friend friends from front frust fuck fuel full fully fun function functions fund funding funds further future
gain game games gar gas gather gave gay ge gen gender gener general generally generation get gets getting giant girl
girls give given gives giving gl glass global go goal goals god goes going gold gone good got govern government gr
grab grad grand graph great greater greatest green grew grou ground group groups grow growing growth gu guarant
guard guess guide guilty gun guns guy guys had hair half hand handle hands happ happen happened happening happens
happy har hard harm has hasn hate have haven having head heads health healthy hear heard hearing heart heat heav
heavy height hel held hell help helped helping helps her here hero herself hig high higher highest highly him
himself his hist histor historical history hit hol hold holding holds hom home homes hon honest hop hope hor
hospital host hot hour hours hous house household housing how however htt http https huge hum human humans hun
hundred hundreds hurt hus husband hy hyp ice id ide idea ideas ident identified identify identity if ign il ill
illeg illegal illust imag image images imagine imm immedi immediately immigration imp impact impl implement import
important impossible impro improve improved in inc incident includ include included includes including income incor
incre increase increased increases increasing increasingly incred ind indeed independ independent index indic
individual individuals indust industry inf influ influence inform information ing init initi initial inj injured
injury inn innov input ins inside inst install installed instance instead instit institutions instr instruct
insurance integ intelligence intended inter interest interested interesting interests intern internal international
internet interpret interview into introdu introduced inv invest investig investigation investment invol involve
involved ir is isn iss issue issued issues it item items its itself jo job jobs join joined joint journal jud judge
jump just justice ke keep keeping kept key kick kid kids kill killed killing kind king kit kn knew know knowledge
known knows lab label labor lack land langu language larg large largely larger largest last lat late later latest
laugh laun launch launched law laws lawy lay lead leader leaders leadership leading leads league learn learned
learning least leave leaves leaving led left leg legal legisl legislation length less let letter level levels liber
library lic license lie lif life light lik like likely lim limit limited line lines link linked links list listed
listen lit liter little live lived lives living lo load loc local located location lock log long longer look looked
looking looks lose losing loss lost lot lots love loved low lower mach machine made mag magic main maintain major
majority make makes making mal male man manag manage managed management manager manner manufact manufacture many map
mar marg marijuana mark market markets marriage married mass massive master mat match material materials matter
matters max maximum may maybe me mean meaning means meant meas measure measures meat mechan med media medical meet
meeting mem member members memory men ment mental mention mentioned mer mere mess message messages met metal method
methods micro mid middle might mil miles milit military mill million millions min mind mine minimum minister minor
minute minutes mir mis miss missing mission mist mix mobile mod mode model models modern mom moment mon money
monitor month months mor moral more morning mort most mostly mot mother motion motiv motor mount mouth mov move
moved movement moves movie moving much mult multi multiple mur murder mus music must mut my myself myster name named
names narr nation national natural nature near nearby nearly necess necessarily necessary need needed needs neg
negative negoti neigh neighbor neighborhood neither net network never new news newsp next nice night nine no nom non
none nor norm normal north not note noted notes nothing notice novel now nuclear num number numbers numer numerous
nut ob object objects oblig observ observed obtained obvious obviously occ occasion occup occur occurred odd of off
offensive offer offered offering offers offic office officer officers official officials often oil old older on once
one ones online only onto op open opened opening oper operating operation operations opin opinion opp opponent
opportun opportunities opportunity opposite opposition opt optim option options or ord order ordered orders organ
organization organizations orig original originally other others otherwise our ourselves out output outside over
overall own owner owners pack package page pages paid pain pair pal pan panel paper par param parent parents park
part partic particip particular particularly parties partner partners parts party pass passed passing past pat path
patient patients pattern pay paying payment pe peace pen people per percent percentage perfect perform performance
performed perhaps period perman pers person personal persons perspect perspective pet ph phen phil philos philosoph
phone phot photo photos phys physical pick picked pict picture pictures pie piece pieces pil pin pit place placed
places plan plane planet planned planning plans plant plants platform play played player players playing plays ple
please plenty plug plus po point pointed points pol polic police policies policy polit political politics poll pool
poor pop popular population port pos position positions positive poss possibility possible possibly post posted pot
potential potentially power powerful powers pr pract practice practices pre prec pred predict prefer pregn prem prep
prepared pres presence present presented president presidential press pressure pret pretty prevent previous
previously pri price prices prim primary prin princ print prior prison priv private prob probably proble problem
problems proced proceed process produ produce produced product production products prof profess professional
professor prog program programs progress prohib project projects prom promot prompt proof prop proper properly
properties property propos proposed prosecut prospect prot prote protect protection protest proud prov prove provide
provided provides providing psych pub public published pull pulled pun pur purch purchase pure purpose purposes pus
push put putting qu qual quality quant quarter quest question questions quick quickly quiet quite ra rac race rad
radio rain raise raised ran random range rank rap rapid rare rat rate rates rather reach reached react reaction read
reading ready real reality realize really reason reasonable reasons reb rec rece receive received receiving recent
recently recogn recomm recommend record recorded records red redu reduce reduced ref refer reference referred
reflect reform refuge refused reg regard regarding region regist regul regular regulations reject rel related
relations relationship relative relatively rele release released relevant relig religion religious rem remain
remained remaining remains remember remote remove removed rent rep repe repeated repl replace report reported
reporting reports represent requ request require required requirements requires rese resear research researchers
reserv resident residents resist resistance resolution resources resp respect respond respons response
responsibility responsible rest restaur restrict result results ret retail return returned returns rev reve revealed
revenue review revolution reward rich rid ride right rights ring ris rise risk ro road rob rock role roll room rot
rough round rout route row rub rul rule rules run running runs sac sad saf safe safety said sal sale sales sam same
sample san sand sat satisf save saw say saying says sc scale scen scene sch sche sched school schools science scient
scientific scientists score scr screen script sea search season seat sec second seconds secret section sector secure
security see seeing seek seeking seem seemed seems seen select selected selection self sell selling sem sen send
senior sens sense sent separ separate sequ ser series serious seriously serv serve served server service services
session set sets sett setting settings seven sever several severe sex sexual shall shape share shared she shift ship
shock shoot shooting shop short shot should shouldn show showed showing shown shows shut sick side sides sight sign
signal signed signific significant significantly signs sil sim similar simple simply since sing single sister sit
site sites sitting situation six size sk ske skill skills skin sl sle sleep slight slightly slow slowly sm small
smaller smart sn snow so soc social society soft software sol solar sold soldiers sole solid solution som some
someone somet something sometimes somew somewhat son song soon sort soul sound sounds source sources south space spe
speak speaking spec special species specific specifically spect speech speed spell spend spending spent spirit spl
split spoke spokes spokesman sport sports spot spread spring squ square staff stage stand standard standards
standing stands star stars start started starting starts stat state stated statement statements states station
status stay ste step steps stick still sto stock stood stop stopped storage store stories storm story str stra
straight strange strateg strategy stre stream street streets streng strength stress stret stri strike string strong
stru struct structure strugg struggle stud student students studies study stuff style sub subject subs subsc subsequ
subst substant suc succeed success successful such sudden suddenly suff sufficient sugg suggest suggested suggests
suit sum summer sun super supp suppl supply support supported supporters supporting supposed sur sure surface surpr
surprise surprised surprising surround surv surve survey sus susp suspect sust sw swe sweet switch sy sym symb
symbol sympt syn system systems table tack tact take taken takes taking tal talk talked talking talks targ target
targets task tax taxes teach teacher team teams techn technical technology teen tele television tell telling tells
tem temper temperature ten tend ter term termin terms territ terror test testing tests text than thank thanks that
the their them themselves then theory there therefore these they thick thing things think thinking third this those
though thought thoughts thous thousands thr thread threat three through throughout throw thus tick tight tim time
times tit title to today toget together told ton too took tool tools top tot total totally tou touch tough tour tow
toward towards town tra track trad trade tradition traditional traffic train training trans transfer transform
transl transport travel tre treat treated treatment tree trend tri trial tried trig trip tro troops trou trouble
true truly trust truth try trying tun turn turned turning turns tw twe tweet twice two ty typ type types typically
ult ultimately unable unc und under understand understanding unf union unique unit units univers university unknown
unless unlike uns unt until up upd update updated updates upgr upon upper ur us use used useful user users uses
using usual usually ut vac val valid value values van var vari variety various vast ve veh vehicle vehicles ver vers
version versions very veter via vict victim victims victory video videos view views vill viol violence violent vir
virt vis vision visit visual voice vol volume vot vote voters votes voting vs vulner wa wait waiting wal walk
walking wall want wanted wants war warm warning was wasn wat watch watching water way ways we weak wealth weap
weapon weapons wear wearing weather web webs website week weekend weeks weight wel well went were weren what
whatever when where whether which while white who whole whom whose why wide wife wild will willing win wind window
winning wire wish with withd within without witness wom woman women won wond wonder wood word words work worked
workers working works world worry worse worst worth would wouldn wr writ write writer writing written wrong wrote
yards year years yes yet you young your yourself youth zero zone
"""

COMMON = frozenset(_WORDS.split())
