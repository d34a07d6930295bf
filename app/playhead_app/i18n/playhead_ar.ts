<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar" sourcelanguage="en">
<context>
    <name>Account</name>
    <message>
        <source>This device has no vault: the sign-in is kept in a file that only you may read.</source>
        <translation>لا خزنة آمنة في هذا الجهاز: يُحفظ تسجيل الدخول في ملف لا يقرؤه سواك.</translation>
    </message>
    <message>
        <source>Signed in as {name}.</source>
        <translation>تم تسجيل الدخول باسم {name}.</translation>
    </message>
    <message>
        <source>Signed out here. The other devices could not be reached: try again later.</source>
        <translation>تم تسجيل الخروج هنا. تعذّر الوصول إلى الأجهزة الأخرى: أعد المحاولة لاحقًا.</translation>
    </message>
    <message>
        <source>Signed out.</source>
        <translation>تم تسجيل الخروج.</translation>
    </message>
    <message>
        <source>The sign-in was refused on the other device.</source>
        <translation>رُفض تسجيل الدخول على الجهاز الآخر.</translation>
    </message>
    <message>
        <source>The code is too old by now. Ask for a new one.</source>
        <translation>انتهت صلاحية الرمز. اطلب رمزًا جديدًا.</translation>
    </message>
    <message>
        <source>We can&apos;t reach the account. Check the connection.</source>
        <translation>يتعذّر الوصول إلى الحساب. تحقّق من الاتصال.</translation>
    </message>
    <message>
        <source>This service has no accounts. Everything plays without one.</source>
        <translation>لا حسابات في هذه الخدمة. كل شيء يعمل من دونها.</translation>
    </message>
    <message>
        <source>The connection to the account isn&apos;t secure, so we stopped.</source>
        <translation>الاتصال بالحساب غير آمن، لذا توقّفنا.</translation>
    </message>
    <message>
        <source>The account gave an answer that we don&apos;t understand.</source>
        <translation>أعطى الحساب ردًّا لا نفهمه.</translation>
    </message>
    <message>
        <source>Another plan of this service may have it.</source>
        <translation>قد تتضمنه باقة أخرى من هذه الخدمة.</translation>
    </message>
    <message>
        <source>Sign in if your plan has it.</source>
        <translation>سجّل الدخول إذا كانت باقتك تتضمنه.</translation>
    </message>
    <message>
        <source>Your plan “{plan}” doesn&apos;t have it. Another one may.</source>
        <translation>باقتك «{plan}» لا تتضمنه. قد تتضمنه باقة أخرى.</translation>
    </message>
    <message>
        <source>All devices of this account were signed out.</source>
        <translation>تم تسجيل الخروج من جميع أجهزة هذا الحساب.</translation>
    </message>
    <message>
        <source>This device was signed out from somewhere else.</source>
        <translation>تم تسجيل خروج هذا الجهاز من مكان آخر.</translation>
    </message>
    <message>
        <source>What was yours is gone from here. Sign in again to go on.</source>
        <translation>لم يعد ما يخصك موجودًا هنا. سجّل الدخول مجددًا للمتابعة.</translation>
    </message>
    <message>
        <source>This title isn&apos;t part of your plan.</source>
        <translation>هذا العنوان ليس ضمن باقتك.</translation>
    </message>
</context>
<context>
    <name>Announcer</name>
    <message>
        <source>Buffering</source>
        <translation>جارٍ التحميل</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>متوقّف مؤقتًا</translation>
    </message>
    <message>
        <source>Playing {title}</source>
        <translation>يُعرض الآن {title}</translation>
    </message>
    <message>
        <source>The end</source>
        <translation>النهاية</translation>
    </message>
</context>
<context>
    <name>BrowseRoutes</name>
    <message>
        <source>Nothing is on your list yet.</source>
        <translation>لا شيء في قائمتك بعد.</translation>
    </message>
    <message>
        <source>A title&apos;s page has a button that puts it here.</source>
        <translation>في صفحة كل عنوان زر يضيفه إلى هنا.</translation>
    </message>
    <message>
        <source>Nothing of this kind is here.</source>
        <translation>لا شيء من هذا النوع هنا.</translation>
    </message>
</context>
<context>
    <name>BufferingArc</name>
    <message>
        <source>Buffering</source>
        <translation>جارٍ التحميل</translation>
    </message>
</context>
<context>
    <name>CaptionStyle</name>
    <message>
        <source>Small</source>
        <translation>صغير</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>عادي</translation>
    </message>
    <message>
        <source>Large</source>
        <translation>كبير</translation>
    </message>
    <message>
        <source>Very large</source>
        <translation>كبير جدًا</translation>
    </message>
    <message>
        <source>White</source>
        <translation>أبيض</translation>
    </message>
    <message>
        <source>Yellow</source>
        <translation>أصفر</translation>
    </message>
    <message>
        <source>Cyan</source>
        <translation>سماوي</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>أخضر</translation>
    </message>
    <message>
        <source>Dark glass</source>
        <translation>زجاج داكن</translation>
    </message>
    <message>
        <source>Black</source>
        <translation>أسود</translation>
    </message>
    <message>
        <source>None</source>
        <translation>بلا</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>إطار</translation>
    </message>
    <message>
        <source>Shadow</source>
        <translation>ظل</translation>
    </message>
    <message>
        <source>Below</source>
        <translation>في الأسفل</translation>
    </message>
    <message>
        <source>Above</source>
        <translation>في الأعلى</translation>
    </message>
</context>
<context>
    <name>CaptionStylePage</name>
    <message>
        <source>Size</source>
        <translation>الحجم</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>اللون</translation>
    </message>
    <message>
        <source>Background</source>
        <translation>الخلفية</translation>
    </message>
    <message>
        <source>Edge</source>
        <translation>الحافة</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>الموضع</translation>
    </message>
    <message>
        <source>Subtitle style</source>
        <translation>مظهر الترجمة</translation>
    </message>
    <message>
        <source>As it comes</source>
        <translation>كما هو</translation>
    </message>
    <message>
        <source>Undo all of it.</source>
        <translation>التراجع عن كل ذلك.</translation>
    </message>
    <message>
        <source>This is how subtitles look.</source>
        <translation>هكذا تبدو الترجمة.</translation>
    </message>
</context>
<context>
    <name>Catalogue</name>
    <message>
        <source>This title has left the catalogue.</source>
        <translation>لم يعد هذا العنوان في القائمة.</translation>
    </message>
    <message>
        <source>Go back and choose another one.</source>
        <translation>ارجع واختر عنوانًا آخر.</translation>
    </message>
    <message>
        <source>We can&apos;t reach the catalogue.</source>
        <translation>يتعذّر الوصول إلى القائمة.</translation>
    </message>
    <message>
        <source>Check the connection, then try again.</source>
        <translation>تحقّق من الاتصال ثم أعد المحاولة.</translation>
    </message>
    <message>
        <source>The catalogue is having a rest.</source>
        <translation>القائمة في استراحة الآن.</translation>
    </message>
    <message>
        <source>It may be back in a moment: try again.</source>
        <translation>قد تعود بعد لحظات: أعد المحاولة.</translation>
    </message>
    <message>
        <source>The catalogue gave an answer that we don&apos;t understand.</source>
        <translation>أعطت القائمة ردًّا لا نفهمه.</translation>
    </message>
    <message>
        <source>Try again later, or update Playhead.</source>
        <translation>أعد المحاولة لاحقًا أو حدّث Playhead.</translation>
    </message>
    <message>
        <source>The demo service can&apos;t start.</source>
        <translation>يتعذّر تشغيل خدمة العرض التجريبي.</translation>
    </message>
    <message>
        <source>Try again, or start Playhead anew.</source>
        <translation>أعد المحاولة أو شغّل Playhead من جديد.</translation>
    </message>
</context>
<context>
    <name>Choices</name>
    <message>
        <source>Audio {number}</source>
        <translation>الصوت {number}</translation>
    </message>
    <message>
        <source>Subtitles {number}</source>
        <translation>الترجمة {number}</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>إيقاف</translation>
    </message>
    <message>
        <source>Auto</source>
        <translation>تلقائي</translation>
    </message>
    <message>
        <source>as good as the connection allows</source>
        <translation>أفضل ما يسمح به الاتصال</translation>
    </message>
    <message>
        <source>for the hard of hearing</source>
        <translation>لضعاف السمع</translation>
    </message>
    <message>
        <source>mono</source>
        <translation>أحادي</translation>
    </message>
    <message>
        <source>stereo</source>
        <translation>ستيريو</translation>
    </message>
    <message>
        <source>commentary</source>
        <translation>تعليق</translation>
    </message>
    <message>
        <source>audio description</source>
        <translation>وصف صوتي</translation>
    </message>
    <message>
        <source>dubbed</source>
        <translation>مدبلج</translation>
    </message>
</context>
<context>
    <name>ControlLine</name>
    <message>
        <source>Back 10 seconds</source>
        <translation>رجوع 10 ثوانٍ</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>تشغيل</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>إيقاف مؤقت</translation>
    </message>
    <message>
        <source>Forward 10 seconds</source>
        <translation>تقديم 10 ثوانٍ</translation>
    </message>
    <message>
        <source>Sound on</source>
        <translation>تشغيل الصوت</translation>
    </message>
    <message>
        <source>Sound off</source>
        <translation>كتم الصوت</translation>
    </message>
    <message>
        <source>Audio</source>
        <translation>الصوت</translation>
    </message>
    <message>
        <source>Subtitles</source>
        <translation>الترجمة</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>الجودة</translation>
    </message>
    <message>
        <source>Auto</source>
        <translation>تلقائي</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>السرعة</translation>
    </message>
    <message>
        <source>%1 ×</source>
        <translation>%1×</translation>
    </message>
    <message>
        <source>Sleep timer is set</source>
        <translation>مؤقّت النوم مضبوط</translation>
    </message>
    <message>
        <source>Sleep timer</source>
        <translation>مؤقّت النوم</translation>
    </message>
    <message>
        <source>On</source>
        <translation>تشغيل</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>الإحصاءات</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>ملء الشاشة</translation>
    </message>
    <message>
        <source>Picture in picture</source>
        <translation>صورة داخل صورة</translation>
    </message>
</context>
<context>
    <name>DetailsPage</name>
    <message>
        <source>More like this</source>
        <translation>عناوين مشابهة</translation>
    </message>
</context>
<context>
    <name>DetailsTop</name>
    <message>
        <source>In the making · %1 %</source>
        <translation>قيد الإعداد · %1٪</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>متابعة</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>تشغيل</translation>
    </message>
    <message>
        <source>From the start</source>
        <translation>من البداية</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>تنزيل</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>إعادة المحاولة</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>رجوع</translation>
    </message>
    <message>
        <source>On my list</source>
        <translation>في قائمتي</translation>
    </message>
    <message>
        <source>My list</source>
        <translation>قائمتي</translation>
    </message>
    <message>
        <source>Remove from “continue watching”</source>
        <translation>أزل من «متابعة المشاهدة»</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>تسجيل الدخول</translation>
    </message>
    <message>
        <source>Your account</source>
        <translation>حسابك</translation>
    </message>
    <message>
        <source>Not in your plan</source>
        <translation>ليس ضمن باقتك</translation>
    </message>
</context>
<context>
    <name>DownloadChoice</name>
    <message>
        <source>Download “%1” in</source>
        <translation>تنزيل «%1» بجودة</translation>
    </message>
    <message>
        <source>One moment: how large is it?</source>
        <translation>لحظة: كم حجمه؟</translation>
    </message>
    <message>
        <source>Back returns.</source>
        <translation>زر الرجوع يعيدك.</translation>
    </message>
</context>
<context>
    <name>DownloadLine</name>
    <message>
        <source>Play</source>
        <translation>تشغيل</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>إيقاف مؤقت</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>إعادة المحاولة</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>متابعة</translation>
    </message>
    <message>
        <source>Really delete?</source>
        <translation>أتريد الحذف حقًا؟</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>حذف</translation>
    </message>
</context>
<context>
    <name>Downloads</name>
    <message>
        <source>Its time is over</source>
        <translation>انتهت مدته</translation>
    </message>
    <message>
        <source>Downloading · {percent} %</source>
        <translation>جارٍ التنزيل · {percent}٪</translation>
    </message>
    <message>
        <source>Waits for its turn</source>
        <translation>ينتظر دوره</translation>
    </message>
    <message>
        <source>Waits for the network · {percent} %</source>
        <translation>بانتظار الشبكة · {percent}٪</translation>
    </message>
    <message>
        <source>Paused · {percent} %</source>
        <translation>متوقّف مؤقتًا · {percent}٪</translation>
    </message>
    <message>
        <source>Is being deleted</source>
        <translation>يجري حذفه</translation>
    </message>
    <message>
        <source>{done} of {whole}</source>
        <translation>{done} من {whole}</translation>
    </message>
    <message>
        <source>can be watched until {date}</source>
        <translation>يمكن مشاهدته حتى {date}</translation>
    </message>
    <message>
        <source>{used} used, {free} free</source>
        <translation>مستخدَم {used}، متاح {free}</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>بلا حد</translation>
    </message>
    <message>
        <source>{size} at most</source>
        <translation>{size} كحد أقصى</translation>
    </message>
    <message>
        <source>Downloaded</source>
        <translation>تم تنزيل</translation>
    </message>
    <message>
        <source>This needs a connection. Downloaded titles still play.</source>
        <translation>هذا يحتاج إلى اتصال. العناوين المنزَّلة ما زالت تعمل.</translation>
    </message>
    <message>
        <source>The download has begun.</source>
        <translation>بدأ التنزيل.</translation>
    </message>
    <message>
        <source>about {size}</source>
        <translation>نحو {size}</translation>
    </message>
    <message>
        <source>Sound only</source>
        <translation>الصوت فقط</translation>
    </message>
</context>
<context>
    <name>DownloadsPage</name>
    <message>
        <source>Downloads</source>
        <translation>التنزيلات</translation>
    </message>
    <message>
        <source>What all downloads may take together. Enter changes it.</source>
        <translation>ما يجوز أن تشغله التنزيلات كلها. زر الإدخال يغيّره.</translation>
    </message>
    <message>
        <source>Nothing is downloaded yet.</source>
        <translation>لم يُنزَّل شيء بعد.</translation>
    </message>
    <message>
        <source>Choose Download on a title&apos;s page, and watch it without a connection.</source>
        <translation>اختر «تنزيل» في صفحة العنوان وشاهده بلا اتصال.</translation>
    </message>
</context>
<context>
    <name>EpisodeTile</name>
    <message>
        <source>Episode %1, %2</source>
        <translation>الحلقة %1، %2</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation>%1. %2</translation>
    </message>
</context>
<context>
    <name>Episodes</name>
    <message>
        <source>{number}. {name}</source>
        <translation>{number}. {name}</translation>
    </message>
</context>
<context>
    <name>ErrorPanel</name>
    <message>
        <source>Try again</source>
        <translation>إعادة المحاولة</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>رجوع</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>نسخ التفاصيل</translation>
    </message>
</context>
<context>
    <name>Facts</name>
    <message>
        <source>Live</source>
        <translation>مباشر</translation>
    </message>
    <message>
        <source>With</source>
        <translation>بطولة</translation>
    </message>
    <message>
        <source>Director</source>
        <translation>إخراج</translation>
    </message>
    <message>
        <source>Genre</source>
        <translation>النوع</translation>
    </message>
</context>
<context>
    <name>FaultPage</name>
    <message>
        <source>Go on</source>
        <translation>متابعة</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>نسخ التفاصيل</translation>
    </message>
</context>
<context>
    <name>Faults</name>
    <message>
        <source>Something went wrong inside Playhead.</source>
        <translation>حدث خطأ داخل Playhead.</translation>
    </message>
    <message>
        <source>You can go on. If it happens again, start Playhead anew.</source>
        <translation>يمكنك المتابعة. إن تكرّر ذلك فأعد تشغيل Playhead.</translation>
    </message>
    <message>
        <source>You can go on. What happened is kept on this device only, in {file}.</source>
        <translation>يمكنك المتابعة. يُحفظ ما حدث على هذا الجهاز فقط، في {file}.</translation>
    </message>
    <message>
        <source>The details are on the clipboard.</source>
        <translation>التفاصيل في الحافظة.</translation>
    </message>
</context>
<context>
    <name>Grid</name>
    <message>
        <source>My list</source>
        <translation>قائمتي</translation>
    </message>
</context>
<context>
    <name>Hero</name>
    <message>
        <source>In the making</source>
        <translation>قيد الإعداد</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>تشغيل</translation>
    </message>
    <message>
        <source>More</source>
        <translation>المزيد</translation>
    </message>
</context>
<context>
    <name>Home</name>
    <message>
        <source>Continue watching</source>
        <translation>متابعة المشاهدة</translation>
    </message>
    <message>
        <source>My list</source>
        <translation>قائمتي</translation>
    </message>
    <message>
        <source>New</source>
        <translation>جديد</translation>
    </message>
</context>
<context>
    <name>HomeBar</name>
    <message>
        <source>Search</source>
        <translation>بحث</translation>
    </message>
    <message>
        <source>My list</source>
        <translation>قائمتي</translation>
    </message>
    <message>
        <source>Downloads</source>
        <translation>التنزيلات</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>الإعدادات</translation>
    </message>
    <message>
        <source>Profile: %1</source>
        <translation>الملف الشخصي: %1</translation>
    </message>
</context>
<context>
    <name>HomePage</name>
    <message>
        <source>There is nothing to watch here yet.</source>
        <translation>لا يوجد ما يُشاهَد هنا بعد.</translation>
    </message>
    <message>
        <source>Come back in a moment.</source>
        <translation>عُد بعد لحظات.</translation>
    </message>
    <message>
        <source>Downloads</source>
        <translation>التنزيلات</translation>
    </message>
</context>
<context>
    <name>HomeSkeleton</name>
    <message>
        <source>Loading</source>
        <translation>جارٍ التحميل</translation>
    </message>
</context>
<context>
    <name>Household</name>
    <message>
        <source>The PIN lets {name} in.</source>
        <translation>رمز PIN يُدخل {name}.</translation>
    </message>
    <message>
        <source>Choose a PIN of four digits.</source>
        <translation>اختر رمز PIN من أربعة أرقام.</translation>
    </message>
    <message>
        <source>First the PIN that holds until now.</source>
        <translation>أولًا رمز PIN الحالي.</translation>
    </message>
    <message>
        <source>The PIN, for the last time.</source>
        <translation>رمز PIN للمرة الأخيرة.</translation>
    </message>
    <message>
        <source>What this device remembered was damaged. It has begun anew.</source>
        <translation>كان ما يتذكّره هذا الجهاز تالفًا، فبدأ من جديد.</translation>
    </message>
    <message>
        <source>This device can&apos;t keep what you watch.</source>
        <translation>لا يستطيع هذا الجهاز تذكّر ما تشاهده.</translation>
    </message>
    <message>
        <source>Profiles are the parents&apos; business.</source>
        <translation>الملفات الشخصية من شأن الوالدين.</translation>
    </message>
</context>
<context>
    <name>KeyPad</name>
    <message>
        <source>Keyboard</source>
        <translation>لوحة المفاتيح</translation>
    </message>
    <message>
        <source>space</source>
        <translation>مسافة</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>مسافة</translation>
    </message>
    <message>
        <source>Delete the last letter</source>
        <translation>احذف آخر حرف</translation>
    </message>
    <message>
        <source>clear</source>
        <translation>مسح</translation>
    </message>
    <message>
        <source>Delete everything</source>
        <translation>احذف الكل</translation>
    </message>
</context>
<context>
    <name>LiveBadge</name>
    <message>
        <source>Live</source>
        <translation>مباشر</translation>
    </message>
    <message>
        <source>Go live</source>
        <translation>إلى البث المباشر</translation>
    </message>
</context>
<context>
    <name>Moments</name>
    <message>
        <source>Skip recap</source>
        <translation>تخطّي الملخّص</translation>
    </message>
    <message>
        <source>Skip intro</source>
        <translation>تخطّي المقدّمة</translation>
    </message>
    <message>
        <source>Recap skipped – watch it</source>
        <translation>تم تخطي الملخص – شاهده</translation>
    </message>
    <message>
        <source>Intro skipped – watch it</source>
        <translation>تم تخطي المقدمة – شاهدها</translation>
    </message>
</context>
<context>
    <name>News</name>
    <message>
        <source>A new episode of “{series}”: {episode}</source>
        <translation>حلقة جديدة من «{series}»: {episode}</translation>
    </message>
</context>
<context>
    <name>NextUpCard</name>
    <message>
        <source>Next episode: %1</source>
        <translation>الحلقة التالية: %1</translation>
    </message>
    <message>
        <source>Are you still watching?</source>
        <translation>أما زلت تشاهد؟</translation>
    </message>
    <message>
        <source>Next in %1 s</source>
        <translation>التالي بعد %1 ث</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>متابعة</translation>
    </message>
    <message>
        <source>Play now</source>
        <translation>شغّل الآن</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>ليس الآن</translation>
    </message>
</context>
<context>
    <name>OfflineMark</name>
    <message>
        <source>Offline · as you saw it last</source>
        <translation>بلا اتصال · كما رأيته آخر مرة</translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>Something went wrong on our side.</source>
        <translation>حدث خطأ من جانبنا.</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>أعد المحاولة.</translation>
    </message>
    <message>
        <source>Some titles did not arrive.</source>
        <translation>لم تصل بعض العناوين.</translation>
    </message>
    <message>
        <source>Removed from “continue watching”.</source>
        <translation>أُزيل من «متابعة المشاهدة».</translation>
    </message>
</context>
<context>
    <name>PictureInPicture</name>
    <message>
        <source>Play</source>
        <translation type="unfinished">تشغيل</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished">إيقاف مؤقت</translation>
    </message>
    <message>
        <source>Back to the large picture</source>
        <translation>العودة إلى الصورة الكبيرة</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>إيقاف</translation>
    </message>
    <message>
        <source>%1, small picture</source>
        <translation>%1، صورة صغيرة</translation>
    </message>
    <message>
        <source>Arrows move it, Enter makes it large.</source>
        <translation>الأسهم تحرّكها، وEnter يكبّرها.</translation>
    </message>
</context>
<context>
    <name>Pin</name>
    <message>
        <source>This device can&apos;t look it up just now.</source>
        <translation>لا يستطيع هذا الجهاز التحقّق الآن.</translation>
    </message>
    <message>
        <source>Too many wrong tries. Minutes to wait: {count}</source>
        <translation>محاولات خاطئة كثيرة. دقائق الانتظار: {count}</translation>
    </message>
    <message>
        <source>Not quite. Tries left: {count}</source>
        <translation>ليس صحيحاً. المحاولات المتبقية: {count}</translation>
    </message>
</context>
<context>
    <name>PinPad</name>
    <message numerus="yes">
        <source>%n digit(s) entered</source>
        <translation>
            <numerusform>لم يُدخل أي رقم</numerusform>
            <numerusform>أُدخل رقم واحد</numerusform>
            <numerusform>أُدخل رقمان</numerusform>
            <numerusform>أُدخلت %n أرقام</numerusform>
            <numerusform>أُدخل %n رقماً</numerusform>
            <numerusform>أُدخل %n رقم</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete the last digit</source>
        <translation>احذف آخر رقم</translation>
    </message>
</context>
<context>
    <name>PlayerMenu</name>
    <message>
        <source>Audio</source>
        <translation>الصوت</translation>
    </message>
    <message>
        <source>Subtitles</source>
        <translation>الترجمة</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>الجودة</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>السرعة</translation>
    </message>
    <message>
        <source>Sleep timer</source>
        <translation>مؤقّت النوم</translation>
    </message>
</context>
<context>
    <name>PlayerOverlay</name>
    <message>
        <source>Back</source>
        <translation>رجوع</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>مباشر</translation>
    </message>
    <message>
        <source>Rewind %1×</source>
        <translation>ترجيع %1×</translation>
    </message>
    <message>
        <source>Fast forward %1×</source>
        <translation>تقديم سريع %1×</translation>
    </message>
</context>
<context>
    <name>Preparation</name>
    <message>
        <source>%1 is being made: %2 percent</source>
        <translation>يجري إعداد %1: %2 بالمئة</translation>
    </message>
    <message>
        <source>The studio is still drawing this one. It starts by itself as soon as it is ready.</source>
        <translation>لا يزال الاستوديو يرسم هذا العمل. سيبدأ وحده فور جاهزيته.</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1٪</translation>
    </message>
</context>
<context>
    <name>Problem</name>
    <message>
        <source>Code {number}</source>
        <translation>الرمز {number}</translation>
    </message>
    <message>
        <source>A part of this download is damaged.</source>
        <translation>جزء من هذا التنزيل تالف.</translation>
    </message>
    <message>
        <source>A part of this title can&apos;t be read.</source>
        <translation>يتعذّر قراءة جزء من هذا العنوان.</translation>
    </message>
    <message>
        <source>A part of this title is missing.</source>
        <translation>جزء من هذا العنوان مفقود.</translation>
    </message>
    <message>
        <source>An advertisement could not be played.</source>
        <translation>تعذّر تشغيل إعلان.</translation>
    </message>
    <message>
        <source>Another Playhead is downloading this title.</source>
        <translation>نسخة أخرى من Playhead تنزّل هذا العنوان.</translation>
    </message>
    <message>
        <source>Another title was chosen.</source>
        <translation>تم اختيار عنوان آخر.</translation>
    </message>
    <message>
        <source>Check the address, or choose another title.</source>
        <translation>تحقّق من العنوان الإلكتروني أو اختر عنوانًا آخر.</translation>
    </message>
    <message>
        <source>Check the connection, then try again.</source>
        <translation>تحقّق من الاتصال ثم أعد المحاولة.</translation>
    </message>
    <message>
        <source>Check the folder&apos;s permissions.</source>
        <translation>تحقّق من أذونات المجلد.</translation>
    </message>
    <message>
        <source>Check this device&apos;s date and time, then try again.</source>
        <translation>تحقّق من تاريخ هذا الجهاز ووقته ثم أعد المحاولة.</translation>
    </message>
    <message>
        <source>Choose another title.</source>
        <translation>اختر عنوانًا آخر.</translation>
    </message>
    <message>
        <source>Choose other captions.</source>
        <translation>اختر ترجمة أخرى.</translation>
    </message>
    <message>
        <source>Connect a screen with copy protection (HDCP), or choose another title.</source>
        <translation>وصّل شاشة تدعم حماية النسخ (HDCP) أو اختر عنوانًا آخر.</translation>
    </message>
    <message>
        <source>Connect one; the picture plays on without.</source>
        <translation>وصّل جهازًا؛ وستستمر الصورة بلا صوت.</translation>
    </message>
    <message>
        <source>Delete a download.</source>
        <translation>احذف أحد التنزيلات.</translation>
    </message>
    <message>
        <source>Download the title again.</source>
        <translation>نزّل العنوان من جديد.</translation>
    </message>
    <message>
        <source>Downloads have no space left of what was set aside.</source>
        <translation>لم تبقَ مساحة مما خُصّص للتنزيلات.</translation>
    </message>
    <message>
        <source>Free some space, then try again.</source>
        <translation>وفّر بعض المساحة ثم أعد المحاولة.</translation>
    </message>
    <message>
        <source>Install VLC, then start again.</source>
        <translation>ثبّت VLC ثم ابدأ من جديد.</translation>
    </message>
    <message>
        <source>It may be back in a moment: try again, or choose another title.</source>
        <translation>قد يعود بعد لحظات: أعد المحاولة أو اختر عنوانًا آخر.</translation>
    </message>
    <message>
        <source>Make a new one.</source>
        <translation>أنشئ واحدًا جديدًا.</translation>
    </message>
    <message>
        <source>Picture or sound can&apos;t be shown.</source>
        <translation>يتعذّر عرض الصورة أو الصوت.</translation>
    </message>
    <message>
        <source>Playback lost its place.</source>
        <translation>فقد التشغيل موضعه.</translation>
    </message>
    <message>
        <source>Resume the download to mend it.</source>
        <translation>استأنف التنزيل لإصلاحه.</translation>
    </message>
    <message>
        <source>Some captions could not be loaded.</source>
        <translation>تعذّر تحميل بعض الترجمات.</translation>
    </message>
    <message>
        <source>Something could not be stored on this device.</source>
        <translation>تعذّر حفظ شيء على هذا الجهاز.</translation>
    </message>
    <message>
        <source>Something went wrong inside the player.</source>
        <translation>حدث خطأ داخل المشغّل.</translation>
    </message>
    <message>
        <source>Start it in a desktop session.</source>
        <translation>شغّله ضمن جلسة سطح مكتب.</translation>
    </message>
    <message>
        <source>Start the title again.</source>
        <translation>شغّل العنوان من جديد.</translation>
    </message>
    <message>
        <source>The connection is too slow to go on.</source>
        <translation>الاتصال أبطأ من أن يستمر التشغيل.</translation>
    </message>
    <message>
        <source>The connection to this title&apos;s server broke off.</source>
        <translation>انقطع الاتصال بخادم هذا العنوان.</translation>
    </message>
    <message>
        <source>The connection to this title&apos;s server isn&apos;t secure, so we stopped.</source>
        <translation>الاتصال بخادم هذا العنوان غير آمن، لذا توقّفنا.</translation>
    </message>
    <message>
        <source>The licence for this title doesn&apos;t open it.</source>
        <translation>ترخيص هذا العنوان لا يفتحه.</translation>
    </message>
    <message>
        <source>The licence for this title has run out.</source>
        <translation>انتهى ترخيص هذا العنوان.</translation>
    </message>
    <message>
        <source>The picture plays on without.</source>
        <translation>تستمر الصورة من دونها.</translation>
    </message>
    <message>
        <source>The player can&apos;t do this right now.</source>
        <translation>لا يستطيع المشغّل فعل ذلك الآن.</translation>
    </message>
    <message>
        <source>The player is closed.</source>
        <translation>المشغّل مغلق.</translation>
    </message>
    <message>
        <source>The time of this download has run out.</source>
        <translation>انتهت مدة هذا التنزيل.</translation>
    </message>
    <message>
        <source>The video decoder (VLC) isn&apos;t installed.</source>
        <translation>مفكّك ترميز الفيديو (VLC) غير مثبّت.</translation>
    </message>
    <message>
        <source>The video decoder gave up.</source>
        <translation>توقّف مفكّك ترميز الفيديو.</translation>
    </message>
    <message>
        <source>There is no screen to show the app on.</source>
        <translation>لا توجد شاشة لعرض التطبيق.</translation>
    </message>
    <message>
        <source>There is no sound device.</source>
        <translation>لا يوجد جهاز صوت.</translation>
    </message>
    <message>
        <source>There is no space left on this device.</source>
        <translation>لا توجد مساحة متبقية على هذا الجهاز.</translation>
    </message>
    <message>
        <source>There is no video at this address.</source>
        <translation>لا يوجد فيديو على هذا العنوان الإلكتروني.</translation>
    </message>
    <message>
        <source>These captions can&apos;t be read.</source>
        <translation>يتعذّر قراءة هذه الترجمة.</translation>
    </message>
    <message>
        <source>This download isn&apos;t on this device.</source>
        <translation>هذا التنزيل ليس على هذا الجهاز.</translation>
    </message>
    <message>
        <source>This title can&apos;t be downloaded.</source>
        <translation>لا يمكن تنزيل هذا العنوان.</translation>
    </message>
    <message>
        <source>This title can&apos;t be unlocked: its key doesn&apos;t fit.</source>
        <translation>يتعذّر فتح هذا العنوان: مفتاحه غير مطابق.</translation>
    </message>
    <message>
        <source>This title changed during its download.</source>
        <translation>تغيّر هذا العنوان أثناء تنزيله.</translation>
    </message>
    <message>
        <source>This title comes in no format that this device can play.</source>
        <translation>لا يتوفّر هذا العنوان بصيغة يستطيع هذا الجهاز تشغيلها.</translation>
    </message>
    <message>
        <source>This title has an address that we don&apos;t open.</source>
        <translation>لهذا العنوان رابط لا نفتحه.</translation>
    </message>
    <message>
        <source>This title has nothing to play yet.</source>
        <translation>لا يوجد في هذا العنوان ما يُشغَّل بعد.</translation>
    </message>
    <message>
        <source>This title is protected, and nobody told us where its licence is to be had.</source>
        <translation>هذا العنوان محمي ولم يخبرنا أحد من أين يُؤخذ ترخيصه.</translation>
    </message>
    <message>
        <source>This title is protected, and this player has no key system for it.</source>
        <translation>هذا العنوان محمي وليس لدى هذا المشغّل نظام مفاتيح له.</translation>
    </message>
    <message>
        <source>This title isn&apos;t part of your plan.</source>
        <translation>هذا العنوان ليس ضمن اشتراكك.</translation>
    </message>
    <message>
        <source>This title may not be shown on the connected screen.</source>
        <translation>لا يجوز عرض هذا العنوان على الشاشة الموصولة.</translation>
    </message>
    <message>
        <source>This title uses a format that we don&apos;t know.</source>
        <translation>يستخدم هذا العنوان صيغة لا نعرفها.</translation>
    </message>
    <message>
        <source>This title&apos;s description can&apos;t be read.</source>
        <translation>يتعذّر قراءة وصف هذا العنوان.</translation>
    </message>
    <message>
        <source>This title&apos;s licence could not be opened.</source>
        <translation>تعذّر فتح ترخيص هذا العنوان.</translation>
    </message>
    <message>
        <source>This title&apos;s server sent far more than it should.</source>
        <translation>أرسل خادم هذا العنوان أكثر بكثير مما ينبغي.</translation>
    </message>
    <message>
        <source>This title&apos;s server sent us round in circles.</source>
        <translation>أدارنا خادم هذا العنوان في حلقة مفرغة.</translation>
    </message>
    <message>
        <source>This title&apos;s server turned the request down.</source>
        <translation>رفض خادم هذا العنوان الطلب.</translation>
    </message>
    <message>
        <source>Try again later, or choose another title.</source>
        <translation>أعد المحاولة لاحقًا أو اختر عنوانًا آخر.</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation>أعد المحاولة لاحقًا.</translation>
    </message>
    <message>
        <source>Try again, or choose a lower quality.</source>
        <translation>أعد المحاولة أو اختر جودة أقل.</translation>
    </message>
    <message>
        <source>Try again, or choose another title.</source>
        <translation>أعد المحاولة أو اختر عنوانًا آخر.</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>أعد المحاولة.</translation>
    </message>
    <message>
        <source>Use an http or https address.</source>
        <translation>استخدم رابط http أو https.</translation>
    </message>
    <message>
        <source>Wait until it is done.</source>
        <translation>انتظر حتى يكتمل.</translation>
    </message>
    <message>
        <source>Watch it while you are connected.</source>
        <translation>شاهده وأنت متصل.</translation>
    </message>
    <message>
        <source>We can&apos;t reach this title&apos;s server.</source>
        <translation>يتعذّر الوصول إلى خادم هذا العنوان.</translation>
    </message>
    <message>
        <source>We can&apos;t write to this device&apos;s storage.</source>
        <translation>يتعذّر الكتابة على ذاكرة هذا الجهاز.</translation>
    </message>
    <message>
        <source>We couldn&apos;t get the licence for this title.</source>
        <translation>تعذّر الحصول على ترخيص هذا العنوان.</translation>
    </message>
    <message>
        <source>We skipped it and went on.</source>
        <translation>تخطّيناه وتابعنا.</translation>
    </message>
</context>
<context>
    <name>ProfileEditor</name>
    <message>
        <source>Somebody new</source>
        <translation>شخص جديد</translation>
    </message>
    <message>
        <source>Change %1</source>
        <translation>تعديل %1</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>الاسم</translation>
    </message>
    <message>
        <source>Kids profile</source>
        <translation>ملف للأطفال</translation>
    </message>
    <message>
        <source>Titles above the limit are not shown at all.</source>
        <translation>لا تُعرض العناوين التي تتجاوز الحد أبداً.</translation>
    </message>
    <message>
        <source>On</source>
        <translation>تشغيل</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>إيقاف</translation>
    </message>
    <message>
        <source>Age limit</source>
        <translation>حد العمر</translation>
    </message>
    <message>
        <source>What is rated higher can&apos;t be found.</source>
        <translation>ما يتجاوزه لا يمكن العثور عليه.</translation>
    </message>
    <message>
        <source>What is rated higher asks for the parents&apos; PIN.</source>
        <translation>ما يتجاوزه يطلب رمز PIN للوالدين.</translation>
    </message>
    <message>
        <source>None</source>
        <translation>بلا</translation>
    </message>
    <message>
        <source>For all ages</source>
        <translation>لكل الأعمار</translation>
    </message>
    <message>
        <source>Up to %1</source>
        <translation>حتى %1</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>حفظ</translation>
    </message>
    <message>
        <source>Really delete everything of it?</source>
        <translation>أتريد حقاً حذف كل ما يخصه؟</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>حذف</translation>
    </message>
</context>
<context>
    <name>ProfilesPage</name>
    <message>
        <source>Whom do you want to change?</source>
        <translation>من تريد تعديله؟</translation>
    </message>
    <message>
        <source>Who&apos;s watching?</source>
        <translation>من يشاهد؟</translation>
    </message>
    <message>
        <source>Kids</source>
        <translation>أطفال</translation>
    </message>
    <message>
        <source>Up to %1</source>
        <translation>حتى %1</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>إضافة</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>تم</translation>
    </message>
    <message>
        <source>Change profiles</source>
        <translation>تعديل الملفات</translation>
    </message>
    <message>
        <source>Change the parents&apos; PIN</source>
        <translation>تغيير رمز PIN للوالدين</translation>
    </message>
    <message>
        <source>Set a parents&apos; PIN</source>
        <translation>تعيين رمز PIN للوالدين</translation>
    </message>
    <message>
        <source>Remove the PIN</source>
        <translation>إزالة رمز PIN</translation>
    </message>
</context>
<context>
    <name>Quality</name>
    <message>
        <source>Auto</source>
        <translation>تلقائي</translation>
    </message>
    <message>
        <source>Data saver</source>
        <translation>توفير البيانات</translation>
    </message>
    <message>
        <source>Best</source>
        <translation>الأفضل</translation>
    </message>
    <message>
        <source>Quality on a cable</source>
        <translation>الجودة عبر الكابل</translation>
    </message>
    <message>
        <source>Quality on Wi-Fi</source>
        <translation>الجودة عبر Wi-Fi</translation>
    </message>
    <message>
        <source>Quality on mobile data</source>
        <translation>الجودة عبر بيانات الجوال</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>الجودة</translation>
    </message>
</context>
<context>
    <name>ReadinessVeil</name>
    <message>
        <source>In the making · %1 %</source>
        <translation>قيد الإعداد · %1٪</translation>
    </message>
    <message>
        <source>Coming soon</source>
        <translation>قريبًا</translation>
    </message>
</context>
<context>
    <name>Screen</name>
    <message>
        <source>own window</source>
        <translation>نافذة خاصة</translation>
    </message>
    <message>
        <source>in the page</source>
        <translation>داخل الصفحة</translation>
    </message>
    <message>
        <source>the page lost {share} % of the pictures</source>
        <translation>فقدت الصفحة {share} % من الصور</translation>
    </message>
    <message>
        <source>Surface</source>
        <translation>سطح العرض</translation>
    </message>
</context>
<context>
    <name>Scrubber</name>
    <message>
        <source>Live, %1</source>
        <translation>مباشر، %1</translation>
    </message>
    <message>
        <source>Position %1 of %2</source>
        <translation>الموضع %1 من %2</translation>
    </message>
</context>
<context>
    <name>SearchOffers</name>
    <message>
        <source>You searched for</source>
        <translation>بحثت عن</translation>
    </message>
    <message>
        <source>Forget these</source>
        <translation>انسَ هذه</translation>
    </message>
    <message>
        <source>Or look around by genre</source>
        <translation>أو تصفّح حسب النوع</translation>
    </message>
</context>
<context>
    <name>SearchPage</name>
    <message>
        <source>Search</source>
        <translation>بحث</translation>
    </message>
    <message>
        <source>Titles, people, genres</source>
        <translation>عناوين، أشخاص، أنواع</translation>
    </message>
    <message>
        <source>Nothing is called “%1” here.</source>
        <translation>لا شيء هنا باسم «%1».</translation>
    </message>
    <message>
        <source>Try fewer letters, a name or a genre.</source>
        <translation>جرّب حروفاً أقل أو اسماً أو نوعاً.</translation>
    </message>
</context>
<context>
    <name>Seasons</name>
    <message>
        <source>Download episode %1</source>
        <translation>تنزيل الحلقة %1</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation>%1. %2</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>الإعدادات</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>اللغة</translation>
    </message>
    <message>
        <source>What the app speaks. Titles keep their own.</source>
        <translation>لغة التطبيق. تحتفظ العناوين بلغتها.</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>لغة النظام</translation>
    </message>
    <message>
        <source>Calm motion</source>
        <translation>حركة هادئة</translation>
    </message>
    <message>
        <source>Pages and rows fade instead of sliding.</source>
        <translation>تتلاشى الصفحات والصفوف بدل أن تنزلق.</translation>
    </message>
    <message>
        <source>On</source>
        <translation>تشغيل</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>إيقاف</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>حجم النص</translation>
    </message>
    <message>
        <source>Larger words everywhere in the app.</source>
        <translation>كلمات أكبر في التطبيق كله.</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1٪</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>الحساب</translation>
    </message>
    <message>
        <source>Sign in with a phone or a computer.</source>
        <translation>سجّل الدخول بهاتف أو حاسوب.</translation>
    </message>
    <message>
        <source>Not signed in</source>
        <translation>لم يُسجَّل الدخول</translation>
    </message>
    <message>
        <source>Enter changes a setting. Back returns.</source>
        <translation>زر الإدخال يغيّر الإعداد. وزر الرجوع يعيدك.</translation>
    </message>
    <message>
        <source>Subtitle style</source>
        <translation>مظهر الترجمة</translation>
    </message>
    <message>
        <source>Size, colour, background, edge and position.</source>
        <translation>الحجم واللون والخلفية والحافة والموضع.</translation>
    </message>
    <message>
        <source>Your own</source>
        <translation>خاص بك</translation>
    </message>
    <message>
        <source>As it comes</source>
        <translation>كما هو</translation>
    </message>
    <message>
        <source>Data saver: up to 480 lines and little ahead, half a gigabyte an hour. Best: never less than the best, even if it has to wait.</source>
        <translation>توفير البيانات: حتى 480 سطرًا وتحميل مسبق قليل، نحو نصف غيغابايت في الساعة. الأفضل: أعلى جودة دائمًا، حتى لو تطلب الانتظار.</translation>
    </message>
    <message>
        <source>Skip intros and recaps</source>
        <translation>تخطي المقدمات والملخصات</translation>
    </message>
    <message>
        <source>Without being asked. A button takes you back.</source>
        <translation>دون سؤال. يعيدك زر إلى الوراء.</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>تلقائي</translation>
    </message>
    <message>
        <source>In the page</source>
        <translation>داخل الصفحة</translation>
    </message>
    <message>
        <source>Own window</source>
        <translation>نافذة خاصة</translation>
    </message>
    <message>
        <source>Video surface</source>
        <translation>سطح عرض الفيديو</translation>
    </message>
    <message>
        <source>A window of its own helps where films stutter.</source>
        <translation>تفيد النافذة الخاصة حين يتقطّع الفيلم.</translation>
    </message>
</context>
<context>
    <name>SignInPage</name>
    <message>
        <source>Sign in</source>
        <translation>تسجيل الدخول</translation>
    </message>
    <message>
        <source>Scan the code with your phone, or open this address and type the letters:</source>
        <translation>امسح الرمز بهاتفك، أو افتح هذا العنوان واكتب الحروف:</translation>
    </message>
    <message>
        <source>Asking for a code …</source>
        <translation>جارٍ طلب رمز …</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>تسجيل الخروج</translation>
    </message>
    <message>
        <source>Sign out on all devices</source>
        <translation>تسجيل الخروج من كل الأجهزة</translation>
    </message>
    <message>
        <source>Get a new code</source>
        <translation>الحصول على رمز جديد</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>رجوع</translation>
    </message>
    <message>
        <source>QR code for %1</source>
        <translation>رمز QR للرابط %1</translation>
    </message>
    <message>
        <source>See your plan</source>
        <translation>عرض باقتك</translation>
    </message>
    <message>
        <source>Open in the browser</source>
        <translation>فتح في المتصفح</translation>
    </message>
</context>
<context>
    <name>SleepTimer</name>
    <message>
        <source>Off</source>
        <translation>إيقاف</translation>
    </message>
    <message>
        <source>{count} minutes</source>
        <translation>{count} دقيقة</translation>
    </message>
    <message>
        <source>At the end of this title</source>
        <translation>عند نهاية هذا العنوان</translation>
    </message>
</context>
<context>
    <name>SmallPicture</name>
    <message>
        <source>It plays on in the corner. P and then Enter makes it large again.</source>
        <translation>يستمر العرض في الزاوية. P ثم Enter يعيده كبيرًا.</translation>
    </message>
</context>
<context>
    <name>Speeds</name>
    <message>
        <source>Normal</source>
        <translation>عادية</translation>
    </message>
    <message>
        <source>{factor} ×</source>
        <translation>{factor}×</translation>
    </message>
</context>
<context>
    <name>Stats</name>
    <message>
        <source>Picture</source>
        <translation>الصورة</translation>
    </message>
    <message>
        <source>Decoder</source>
        <translation>مفكّك الترميز</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>الإطارات</translation>
    </message>
    <message>
        <source>{shown} shown · {dropped} dropped</source>
        <translation>عُرض {shown} · سقط {dropped}</translation>
    </message>
    <message>
        <source>Buffer</source>
        <translation>المخزن المؤقت</translation>
    </message>
    <message>
        <source>Throughput</source>
        <translation>سرعة النقل</translation>
    </message>
    <message>
        <source>Started in</source>
        <translation>بدأ خلال</translation>
    </message>
    <message>
        <source>Waits</source>
        <translation>الانتظار</translation>
    </message>
    <message>
        <source>{count} · {time} in all</source>
        <translation>{count} · {time} إجمالًا</translation>
    </message>
    <message>
        <source>Switches</source>
        <translation>التبديلات</translation>
    </message>
    <message>
        <source>Downloaded</source>
        <translation>تم تنزيل</translation>
    </message>
    <message>
        <source>Last decision</source>
        <translation>آخر قرار</translation>
    </message>
    <message>
        <source>Because</source>
        <translation>لأن</translation>
    </message>
</context>
<context>
    <name>StatsGraph</name>
    <message>
        <source>Buffer, throughput and bitrate of the last minute</source>
        <translation>المخزن وسرعة النقل ومعدّل البت في الدقيقة الأخيرة</translation>
    </message>
    <message>
        <source>Buffer, up to %1</source>
        <translation>المخزن، حتى %1</translation>
    </message>
    <message>
        <source>Throughput, up to %1</source>
        <translation>سرعة النقل، حتى %1</translation>
    </message>
    <message>
        <source>Chosen</source>
        <translation>المختار</translation>
    </message>
</context>
<context>
    <name>StatsPanel</name>
    <message>
        <source>Statistics</source>
        <translation>الإحصاءات</translation>
    </message>
</context>
<context>
    <name>Tile</name>
    <message>
        <source>%1, not ready yet</source>
        <translation>%1، ليس جاهزًا بعد</translation>
    </message>
    <message>
        <source>%1, live</source>
        <translation>%1، مباشر</translation>
    </message>
    <message>
        <source>%1, new episode</source>
        <translation>%1، حلقة جديدة</translation>
    </message>
    <message>
        <source>%1, not in your plan</source>
        <translation>%1، ليس ضمن باقتك</translation>
    </message>
    <message>
        <source>LIVE</source>
        <translation>مباشر</translation>
    </message>
    <message>
        <source>New episode</source>
        <translation>حلقة جديدة</translation>
    </message>
    <message>
        <source>Not in your plan</source>
        <translation>ليس ضمن باقتك</translation>
    </message>
</context>
<context>
    <name>Units</name>
    <message>
        <source>{number} s</source>
        <translation>{number} ث</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} س {minutes} د</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} د</translation>
    </message>
    <message>
        <source>{number} Mb/s</source>
        <translation>{number} Mb/s</translation>
    </message>
    <message>
        <source>{number} kb/s</source>
        <translation>{number} kb/s</translation>
    </message>
    <message>
        <source>{number} GB</source>
        <translation>{number} غ.ب</translation>
    </message>
    <message>
        <source>{number} MB</source>
        <translation>{number} م.ب</translation>
    </message>
</context>
<context>
    <name>VolumeSign</name>
    <message>
        <source>Sound off</source>
        <translation>كتم الصوت</translation>
    </message>
    <message>
        <source>Volume %1 percent</source>
        <translation>مستوى الصوت %1 بالمئة</translation>
    </message>
</context>
</TS>
