<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Account</name>
    <message>
        <source>This device has no vault: the sign-in is kept in a file that only you may read.</source>
        <translation>Dieses Gerät hat keinen Tresor: Die Anmeldung liegt in einer Datei, die nur du lesen darfst.</translation>
    </message>
    <message>
        <source>Signed in as {name}.</source>
        <translation>Angemeldet als {name}.</translation>
    </message>
    <message>
        <source>Signed out here. The other devices could not be reached: try again later.</source>
        <translation>Hier abgemeldet. Die anderen Geräte waren nicht erreichbar: Versuche es später noch einmal.</translation>
    </message>
    <message>
        <source>Signed out.</source>
        <translation>Abgemeldet.</translation>
    </message>
    <message>
        <source>The sign-in was refused on the other device.</source>
        <translation>Die Anmeldung wurde auf dem anderen Gerät abgelehnt.</translation>
    </message>
    <message>
        <source>The code is too old by now. Ask for a new one.</source>
        <translation>Der Code ist inzwischen zu alt. Hol dir einen neuen.</translation>
    </message>
    <message>
        <source>We can&apos;t reach the account. Check the connection.</source>
        <translation>Wir erreichen das Konto nicht. Prüfe die Verbindung.</translation>
    </message>
    <message>
        <source>This service has no accounts. Everything plays without one.</source>
        <translation>Dieser Dienst hat keine Konten. Alles läuft ohne.</translation>
    </message>
    <message>
        <source>The connection to the account isn&apos;t secure, so we stopped.</source>
        <translation>Die Verbindung zum Konto ist nicht sicher, deshalb haben wir angehalten.</translation>
    </message>
    <message>
        <source>The account gave an answer that we don&apos;t understand.</source>
        <translation>Das Konto hat eine Antwort gegeben, die wir nicht verstehen.</translation>
    </message>
    <message>
        <source>Another plan of this service may have it.</source>
        <translation>Ein anderer Tarif dieses Dienstes hat ihn vielleicht.</translation>
    </message>
    <message>
        <source>Sign in if your plan has it.</source>
        <translation>Melde dich an, wenn dein Tarif ihn enthält.</translation>
    </message>
    <message>
        <source>Your plan “{plan}” doesn&apos;t have it. Another one may.</source>
        <translation>Dein Tarif „{plan}“ enthält ihn nicht. Ein anderer vielleicht.</translation>
    </message>
    <message>
        <source>All devices of this account were signed out.</source>
        <translation>Alle Geräte dieses Kontos wurden abgemeldet.</translation>
    </message>
    <message>
        <source>This device was signed out from somewhere else.</source>
        <translation>Dieses Gerät wurde von anderswo abgemeldet.</translation>
    </message>
    <message>
        <source>What was yours is gone from here. Sign in again to go on.</source>
        <translation>Was dir gehörte, ist von hier verschwunden. Melde dich wieder an, um weiterzumachen.</translation>
    </message>
    <message>
        <source>This title isn&apos;t part of your plan.</source>
        <translation>Dieser Titel gehört nicht zu deinem Tarif.</translation>
    </message>
</context>
<context>
    <name>Announcer</name>
    <message>
        <source>Buffering</source>
        <translation>Lädt</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pausiert</translation>
    </message>
    <message>
        <source>Playing {title}</source>
        <translation>{title} läuft</translation>
    </message>
    <message>
        <source>The end</source>
        <translation>Ende</translation>
    </message>
</context>
<context>
    <name>BrowseRoutes</name>
    <message>
        <source>Nothing is on your list yet.</source>
        <translation>Auf deiner Liste ist noch nichts.</translation>
    </message>
    <message>
        <source>A title&apos;s page has a button that puts it here.</source>
        <translation>Auf der Seite eines Titels gibt es dafür einen Knopf.</translation>
    </message>
    <message>
        <source>Nothing of this kind is here.</source>
        <translation>Davon gibt es hier nichts.</translation>
    </message>
</context>
<context>
    <name>BufferingArc</name>
    <message>
        <source>Buffering</source>
        <translation>Lädt</translation>
    </message>
</context>
<context>
    <name>CaptionStyle</name>
    <message>
        <source>Small</source>
        <translation>Klein</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>Large</source>
        <translation>Groß</translation>
    </message>
    <message>
        <source>Very large</source>
        <translation>Sehr groß</translation>
    </message>
    <message>
        <source>White</source>
        <translation>Weiß</translation>
    </message>
    <message>
        <source>Yellow</source>
        <translation>Gelb</translation>
    </message>
    <message>
        <source>Cyan</source>
        <translation>Cyan</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>Grün</translation>
    </message>
    <message>
        <source>Dark glass</source>
        <translation>Dunkles Glas</translation>
    </message>
    <message>
        <source>Black</source>
        <translation>Schwarz</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Ohne</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>Umriss</translation>
    </message>
    <message>
        <source>Shadow</source>
        <translation>Schatten</translation>
    </message>
    <message>
        <source>Below</source>
        <translation>Unten</translation>
    </message>
    <message>
        <source>Above</source>
        <translation>Oben</translation>
    </message>
</context>
<context>
    <name>CaptionStylePage</name>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>Background</source>
        <translation>Hintergrund</translation>
    </message>
    <message>
        <source>Edge</source>
        <translation>Rand</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Lage</translation>
    </message>
    <message>
        <source>Subtitle style</source>
        <translation>Aussehen der Untertitel</translation>
    </message>
    <message>
        <source>As it comes</source>
        <translation>Wie vorgegeben</translation>
    </message>
    <message>
        <source>Undo all of it.</source>
        <translation>Alles zurücksetzen.</translation>
    </message>
    <message>
        <source>This is how subtitles look.</source>
        <translation>So sehen Untertitel aus.</translation>
    </message>
</context>
<context>
    <name>Catalogue</name>
    <message>
        <source>This title has left the catalogue.</source>
        <translation>Diesen Titel gibt es hier nicht mehr.</translation>
    </message>
    <message>
        <source>Go back and choose another one.</source>
        <translation>Geh zurück und wähle einen anderen.</translation>
    </message>
    <message>
        <source>We can&apos;t reach the catalogue.</source>
        <translation>Wir erreichen den Katalog nicht.</translation>
    </message>
    <message>
        <source>Check the connection, then try again.</source>
        <translation>Prüfe die Verbindung und versuche es noch einmal.</translation>
    </message>
    <message>
        <source>The catalogue is having a rest.</source>
        <translation>Der Katalog macht gerade Pause.</translation>
    </message>
    <message>
        <source>It may be back in a moment: try again.</source>
        <translation>Vielleicht ist er gleich wieder da: Versuche es noch einmal.</translation>
    </message>
    <message>
        <source>The catalogue gave an answer that we don&apos;t understand.</source>
        <translation>Der Katalog hat eine Antwort gegeben, die wir nicht verstehen.</translation>
    </message>
    <message>
        <source>Try again later, or update Playhead.</source>
        <translation>Versuche es später noch einmal oder aktualisiere Playhead.</translation>
    </message>
    <message>
        <source>The demo service can&apos;t start.</source>
        <translation>Der Demo-Dienst startet nicht.</translation>
    </message>
    <message>
        <source>Try again, or start Playhead anew.</source>
        <translation>Versuche es noch einmal oder starte Playhead neu.</translation>
    </message>
</context>
<context>
    <name>Choices</name>
    <message>
        <source>Audio {number}</source>
        <translation>Ton {number}</translation>
    </message>
    <message>
        <source>Subtitles {number}</source>
        <translation>Untertitel {number}</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Auto</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>as good as the connection allows</source>
        <translation>so gut, wie die Verbindung es erlaubt</translation>
    </message>
    <message>
        <source>for the hard of hearing</source>
        <translation>für Hörgeschädigte</translation>
    </message>
    <message>
        <source>mono</source>
        <translation>mono</translation>
    </message>
    <message>
        <source>stereo</source>
        <translation>stereo</translation>
    </message>
    <message>
        <source>commentary</source>
        <translation>Kommentar</translation>
    </message>
    <message>
        <source>audio description</source>
        <translation>Audiodeskription</translation>
    </message>
    <message>
        <source>dubbed</source>
        <translation>synchronisiert</translation>
    </message>
</context>
<context>
    <name>ControlLine</name>
    <message>
        <source>Back 10 seconds</source>
        <translation>10 Sekunden zurück</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Forward 10 seconds</source>
        <translation>10 Sekunden vor</translation>
    </message>
    <message>
        <source>Sound on</source>
        <translation>Ton an</translation>
    </message>
    <message>
        <source>Sound off</source>
        <translation>Ton aus</translation>
    </message>
    <message>
        <source>Audio</source>
        <translation>Ton</translation>
    </message>
    <message>
        <source>Subtitles</source>
        <translation>Untertitel</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>Auto</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>%1 ×</source>
        <translation>%1 ×</translation>
    </message>
    <message>
        <source>Sleep timer is set</source>
        <translation>Schlaftimer ist gestellt</translation>
    </message>
    <message>
        <source>Sleep timer</source>
        <translation>Schlaftimer</translation>
    </message>
    <message>
        <source>On</source>
        <translation>An</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>Statistik</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Vollbild</translation>
    </message>
    <message>
        <source>Picture in picture</source>
        <translation>Bild im Bild</translation>
    </message>
</context>
<context>
    <name>DetailsPage</name>
    <message>
        <source>More like this</source>
        <translation>Ähnliche Titel</translation>
    </message>
</context>
<context>
    <name>DetailsTop</name>
    <message>
        <source>In the making · %1 %</source>
        <translation>In Arbeit · %1 %</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Weiterschauen</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>From the start</source>
        <translation>Von vorn</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Herunterladen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>On my list</source>
        <translation>Auf meiner Liste</translation>
    </message>
    <message>
        <source>My list</source>
        <translation>Meine Liste</translation>
    </message>
    <message>
        <source>Remove from “continue watching”</source>
        <translation>Aus „Weiterschauen“ entfernen</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Your account</source>
        <translation>Dein Konto</translation>
    </message>
    <message>
        <source>Not in your plan</source>
        <translation>Nicht in deinem Tarif</translation>
    </message>
</context>
<context>
    <name>DownloadChoice</name>
    <message>
        <source>Download “%1” in</source>
        <translation>„%1“ herunterladen in</translation>
    </message>
    <message>
        <source>One moment: how large is it?</source>
        <translation>Einen Moment: Wie groß ist es?</translation>
    </message>
    <message>
        <source>Back returns.</source>
        <translation>Zurück verlässt die Seite.</translation>
    </message>
</context>
<context>
    <name>DownloadLine</name>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Weiterschauen</translation>
    </message>
    <message>
        <source>Really delete?</source>
        <translation>Wirklich löschen?</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
</context>
<context>
    <name>Downloads</name>
    <message>
        <source>Its time is over</source>
        <translation>Seine Zeit ist um</translation>
    </message>
    <message>
        <source>Downloading · {percent} %</source>
        <translation>Lädt herunter · {percent} %</translation>
    </message>
    <message>
        <source>Waits for its turn</source>
        <translation>Wartet, bis er dran ist</translation>
    </message>
    <message>
        <source>Waits for the network · {percent} %</source>
        <translation>Wartet auf das Netz · {percent} %</translation>
    </message>
    <message>
        <source>Paused · {percent} %</source>
        <translation>Pausiert · {percent} %</translation>
    </message>
    <message>
        <source>Is being deleted</source>
        <translation>Wird gelöscht</translation>
    </message>
    <message>
        <source>{done} of {whole}</source>
        <translation>{done} von {whole}</translation>
    </message>
    <message>
        <source>can be watched until {date}</source>
        <translation>kann bis {date} angesehen werden</translation>
    </message>
    <message>
        <source>{used} used, {free} free</source>
        <translation>{used} belegt, {free} frei</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>Keine Grenze</translation>
    </message>
    <message>
        <source>{size} at most</source>
        <translation>höchstens {size}</translation>
    </message>
    <message>
        <source>Downloaded</source>
        <translation>Geladen</translation>
    </message>
    <message>
        <source>This needs a connection. Downloaded titles still play.</source>
        <translation>Das braucht eine Verbindung. Heruntergeladene Titel laufen trotzdem.</translation>
    </message>
    <message>
        <source>The download has begun.</source>
        <translation>Der Download hat begonnen.</translation>
    </message>
    <message>
        <source>about {size}</source>
        <translation>etwa {size}</translation>
    </message>
    <message>
        <source>Sound only</source>
        <translation>Nur Ton</translation>
    </message>
</context>
<context>
    <name>DownloadsPage</name>
    <message>
        <source>Downloads</source>
        <translation>Downloads</translation>
    </message>
    <message>
        <source>What all downloads may take together. Enter changes it.</source>
        <translation>So viel dürfen alle Downloads zusammen belegen. Enter ändert es.</translation>
    </message>
    <message>
        <source>Nothing is downloaded yet.</source>
        <translation>Noch ist nichts heruntergeladen.</translation>
    </message>
    <message>
        <source>Choose Download on a title&apos;s page, and watch it without a connection.</source>
        <translation>Wähle auf der Seite eines Titels „Herunterladen“ und sieh ihn ohne Verbindung.</translation>
    </message>
</context>
<context>
    <name>EpisodeTile</name>
    <message>
        <source>Episode %1, %2</source>
        <translation>Folge %1, %2</translation>
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
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Einzelheiten kopieren</translation>
    </message>
</context>
<context>
    <name>Facts</name>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>With</source>
        <translation>Mit</translation>
    </message>
    <message>
        <source>Director</source>
        <translation>Regie</translation>
    </message>
    <message>
        <source>Genre</source>
        <translation>Genre</translation>
    </message>
</context>
<context>
    <name>FaultPage</name>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Einzelheiten kopieren</translation>
    </message>
</context>
<context>
    <name>Faults</name>
    <message>
        <source>Something went wrong inside Playhead.</source>
        <translation>In Playhead ist etwas schiefgegangen.</translation>
    </message>
    <message>
        <source>You can go on. If it happens again, start Playhead anew.</source>
        <translation>Du kannst weitermachen. Wenn es wieder passiert, starte Playhead neu.</translation>
    </message>
    <message>
        <source>You can go on. What happened is kept on this device only, in {file}.</source>
        <translation>Du kannst weitermachen. Was geschah, bleibt nur auf diesem Gerät, in {file}.</translation>
    </message>
    <message>
        <source>The details are on the clipboard.</source>
        <translation>Die Einzelheiten sind in der Zwischenablage.</translation>
    </message>
</context>
<context>
    <name>Grid</name>
    <message>
        <source>My list</source>
        <translation>Meine Liste</translation>
    </message>
</context>
<context>
    <name>Hero</name>
    <message>
        <source>In the making</source>
        <translation>In Arbeit</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
</context>
<context>
    <name>Home</name>
    <message>
        <source>Continue watching</source>
        <translation>Weiterschauen</translation>
    </message>
    <message>
        <source>My list</source>
        <translation>Meine Liste</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
</context>
<context>
    <name>HomeBar</name>
    <message>
        <source>Search</source>
        <translation>Suche</translation>
    </message>
    <message>
        <source>My list</source>
        <translation>Meine Liste</translation>
    </message>
    <message>
        <source>Downloads</source>
        <translation>Downloads</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Profile: %1</source>
        <translation>Profil: %1</translation>
    </message>
</context>
<context>
    <name>HomePage</name>
    <message>
        <source>There is nothing to watch here yet.</source>
        <translation>Hier gibt es noch nichts zu sehen.</translation>
    </message>
    <message>
        <source>Come back in a moment.</source>
        <translation>Schau gleich noch einmal vorbei.</translation>
    </message>
    <message>
        <source>Downloads</source>
        <translation>Downloads</translation>
    </message>
</context>
<context>
    <name>HomeSkeleton</name>
    <message>
        <source>Loading</source>
        <translation>Lädt</translation>
    </message>
</context>
<context>
    <name>Household</name>
    <message>
        <source>The PIN lets {name} in.</source>
        <translation>Die PIN lässt {name} hinein.</translation>
    </message>
    <message>
        <source>Choose a PIN of four digits.</source>
        <translation>Wähle eine PIN aus vier Ziffern.</translation>
    </message>
    <message>
        <source>First the PIN that holds until now.</source>
        <translation>Zuerst die bisherige PIN.</translation>
    </message>
    <message>
        <source>The PIN, for the last time.</source>
        <translation>Die PIN, zum letzten Mal.</translation>
    </message>
    <message>
        <source>What this device remembered was damaged. It has begun anew.</source>
        <translation>Was dieses Gerät sich gemerkt hatte, war beschädigt. Es hat neu begonnen.</translation>
    </message>
    <message>
        <source>This device can&apos;t keep what you watch.</source>
        <translation>Dieses Gerät kann sich nicht merken, was du schaust.</translation>
    </message>
    <message>
        <source>Profiles are the parents&apos; business.</source>
        <translation>Profile sind Sache der Eltern.</translation>
    </message>
</context>
<context>
    <name>KeyPad</name>
    <message>
        <source>Keyboard</source>
        <translation>Tastatur</translation>
    </message>
    <message>
        <source>space</source>
        <translation>leer</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Leerzeichen</translation>
    </message>
    <message>
        <source>Delete the last letter</source>
        <translation>Letzten Buchstaben löschen</translation>
    </message>
    <message>
        <source>clear</source>
        <translation>löschen</translation>
    </message>
    <message>
        <source>Delete everything</source>
        <translation>Alles löschen</translation>
    </message>
</context>
<context>
    <name>LiveBadge</name>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Go live</source>
        <translation>Zu Live</translation>
    </message>
</context>
<context>
    <name>Moments</name>
    <message>
        <source>Skip recap</source>
        <translation>Rückblick überspringen</translation>
    </message>
    <message>
        <source>Skip intro</source>
        <translation>Intro überspringen</translation>
    </message>
    <message>
        <source>Recap skipped – watch it</source>
        <translation>Rückblick übersprungen – ansehen</translation>
    </message>
    <message>
        <source>Intro skipped – watch it</source>
        <translation>Vorspann übersprungen – ansehen</translation>
    </message>
</context>
<context>
    <name>News</name>
    <message>
        <source>A new episode of “{series}”: {episode}</source>
        <translation>Eine neue Folge von „{series}“: {episode}</translation>
    </message>
</context>
<context>
    <name>NextUpCard</name>
    <message>
        <source>Next episode: %1</source>
        <translation>Nächste Folge: %1</translation>
    </message>
    <message>
        <source>Are you still watching?</source>
        <translation>Schaust du noch?</translation>
    </message>
    <message>
        <source>Next in %1 s</source>
        <translation>Weiter in %1 s</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Play now</source>
        <translation>Jetzt abspielen</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nicht jetzt</translation>
    </message>
</context>
<context>
    <name>OfflineMark</name>
    <message>
        <source>Offline · as you saw it last</source>
        <translation>Offline · wie zuletzt gesehen</translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>Something went wrong on our side.</source>
        <translation>Bei uns ist etwas schiefgegangen.</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>Versuche es noch einmal.</translation>
    </message>
    <message>
        <source>Some titles did not arrive.</source>
        <translation>Einige Titel sind nicht angekommen.</translation>
    </message>
    <message>
        <source>Removed from “continue watching”.</source>
        <translation>Aus „Weiterschauen“ entfernt.</translation>
    </message>
</context>
<context>
    <name>PictureInPicture</name>
    <message>
        <source>Play</source>
        <translation type="unfinished">Abspielen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished">Pause</translation>
    </message>
    <message>
        <source>Back to the large picture</source>
        <translation>Zurück zum großen Bild</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>%1, small picture</source>
        <translation>%1, kleines Bild</translation>
    </message>
    <message>
        <source>Arrows move it, Enter makes it large.</source>
        <translation>Pfeile verschieben es, Enter macht es groß.</translation>
    </message>
</context>
<context>
    <name>Pin</name>
    <message>
        <source>This device can&apos;t look it up just now.</source>
        <translation>Dieses Gerät kann das gerade nicht nachsehen.</translation>
    </message>
    <message>
        <source>Too many wrong tries. Minutes to wait: {count}</source>
        <translation>Zu viele Fehlversuche. Minuten bis zum nächsten: {count}</translation>
    </message>
    <message>
        <source>Not quite. Tries left: {count}</source>
        <translation>Nicht ganz. Versuche übrig: {count}</translation>
    </message>
</context>
<context>
    <name>PinPad</name>
    <message numerus="yes">
        <source>%n digit(s) entered</source>
        <translation>
            <numerusform>%n Ziffer eingegeben</numerusform>
            <numerusform>%n Ziffern eingegeben</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete the last digit</source>
        <translation>Letzte Ziffer löschen</translation>
    </message>
</context>
<context>
    <name>PlayerMenu</name>
    <message>
        <source>Audio</source>
        <translation>Ton</translation>
    </message>
    <message>
        <source>Subtitles</source>
        <translation>Untertitel</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Sleep timer</source>
        <translation>Schlaftimer</translation>
    </message>
</context>
<context>
    <name>PlayerOverlay</name>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Rewind %1×</source>
        <translation>Rücklauf %1×</translation>
    </message>
    <message>
        <source>Fast forward %1×</source>
        <translation>Vorlauf %1×</translation>
    </message>
</context>
<context>
    <name>Preparation</name>
    <message>
        <source>%1 is being made: %2 percent</source>
        <translation>%1 wird gerade gemacht: %2 Prozent</translation>
    </message>
    <message>
        <source>The studio is still drawing this one. It starts by itself as soon as it is ready.</source>
        <translation>Das Studio zeichnet noch daran. Der Film beginnt von selbst, sobald er fertig ist.</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
</context>
<context>
    <name>Problem</name>
    <message>
        <source>Code {number}</source>
        <translation>Code {number}</translation>
    </message>
    <message>
        <source>A part of this download is damaged.</source>
        <translation>Ein Teil dieses Downloads ist beschädigt.</translation>
    </message>
    <message>
        <source>A part of this title can&apos;t be read.</source>
        <translation>Ein Teil dieses Titels ist nicht lesbar.</translation>
    </message>
    <message>
        <source>A part of this title is missing.</source>
        <translation>Ein Teil dieses Titels fehlt.</translation>
    </message>
    <message>
        <source>An advertisement could not be played.</source>
        <translation>Eine Werbung ließ sich nicht abspielen.</translation>
    </message>
    <message>
        <source>Another Playhead is downloading this title.</source>
        <translation>Ein anderes Playhead lädt diesen Titel gerade.</translation>
    </message>
    <message>
        <source>Another title was chosen.</source>
        <translation>Ein anderer Titel wurde gewählt.</translation>
    </message>
    <message>
        <source>Check the address, or choose another title.</source>
        <translation>Prüfe die Adresse oder wähle einen anderen Titel.</translation>
    </message>
    <message>
        <source>Check the connection, then try again.</source>
        <translation>Prüfe die Verbindung und versuche es noch einmal.</translation>
    </message>
    <message>
        <source>Check the folder&apos;s permissions.</source>
        <translation>Prüfe die Zugriffsrechte des Ordners.</translation>
    </message>
    <message>
        <source>Check this device&apos;s date and time, then try again.</source>
        <translation>Prüfe Datum und Uhrzeit dieses Geräts und versuche es noch einmal.</translation>
    </message>
    <message>
        <source>Choose another title.</source>
        <translation>Wähle einen anderen Titel.</translation>
    </message>
    <message>
        <source>Choose other captions.</source>
        <translation>Wähle andere Untertitel.</translation>
    </message>
    <message>
        <source>Connect a screen with copy protection (HDCP), or choose another title.</source>
        <translation>Schließe einen Bildschirm mit Kopierschutz (HDCP) an oder wähle einen anderen Titel.</translation>
    </message>
    <message>
        <source>Connect one; the picture plays on without.</source>
        <translation>Schließe eins an; das Bild läuft ohne Ton weiter.</translation>
    </message>
    <message>
        <source>Delete a download.</source>
        <translation>Lösche einen Download.</translation>
    </message>
    <message>
        <source>Download the title again.</source>
        <translation>Lade den Titel noch einmal herunter.</translation>
    </message>
    <message>
        <source>Downloads have no space left of what was set aside.</source>
        <translation>Der Platz, der für Downloads vorgesehen war, ist voll.</translation>
    </message>
    <message>
        <source>Free some space, then try again.</source>
        <translation>Schaffe etwas Platz und versuche es noch einmal.</translation>
    </message>
    <message>
        <source>Install VLC, then start again.</source>
        <translation>Installiere VLC und starte neu.</translation>
    </message>
    <message>
        <source>It may be back in a moment: try again, or choose another title.</source>
        <translation>Vielleicht geht es gleich wieder: Versuche es noch einmal oder wähle einen anderen Titel.</translation>
    </message>
    <message>
        <source>Make a new one.</source>
        <translation>Erstelle einen neuen.</translation>
    </message>
    <message>
        <source>Picture or sound can&apos;t be shown.</source>
        <translation>Bild oder Ton lässt sich nicht wiedergeben.</translation>
    </message>
    <message>
        <source>Playback lost its place.</source>
        <translation>Die Wiedergabe hat die Stelle verloren.</translation>
    </message>
    <message>
        <source>Resume the download to mend it.</source>
        <translation>Setze den Download fort, um ihn zu reparieren.</translation>
    </message>
    <message>
        <source>Some captions could not be loaded.</source>
        <translation>Einige Untertitel ließen sich nicht laden.</translation>
    </message>
    <message>
        <source>Something could not be stored on this device.</source>
        <translation>Etwas ließ sich auf diesem Gerät nicht speichern.</translation>
    </message>
    <message>
        <source>Something went wrong inside the player.</source>
        <translation>Im Player ist etwas schiefgegangen.</translation>
    </message>
    <message>
        <source>Start it in a desktop session.</source>
        <translation>Starte in einer Desktop-Sitzung.</translation>
    </message>
    <message>
        <source>Start the title again.</source>
        <translation>Starte den Titel noch einmal.</translation>
    </message>
    <message>
        <source>The connection is too slow to go on.</source>
        <translation>Die Verbindung ist zu langsam, um weiterzuspielen.</translation>
    </message>
    <message>
        <source>The connection to this title&apos;s server broke off.</source>
        <translation>Die Verbindung zum Server dieses Titels ist abgebrochen.</translation>
    </message>
    <message>
        <source>The connection to this title&apos;s server isn&apos;t secure, so we stopped.</source>
        <translation>Die Verbindung zum Server dieses Titels ist nicht sicher, deshalb haben wir angehalten.</translation>
    </message>
    <message>
        <source>The licence for this title doesn&apos;t open it.</source>
        <translation>Die Lizenz für diesen Titel passt nicht zu ihm.</translation>
    </message>
    <message>
        <source>The licence for this title has run out.</source>
        <translation>Die Lizenz für diesen Titel ist abgelaufen.</translation>
    </message>
    <message>
        <source>The picture plays on without.</source>
        <translation>Das Bild läuft ohne sie weiter.</translation>
    </message>
    <message>
        <source>The player can&apos;t do this right now.</source>
        <translation>Der Player kann das gerade nicht.</translation>
    </message>
    <message>
        <source>The player is closed.</source>
        <translation>Der Player ist geschlossen.</translation>
    </message>
    <message>
        <source>The time of this download has run out.</source>
        <translation>Die Zeit dieses Downloads ist abgelaufen.</translation>
    </message>
    <message>
        <source>The video decoder (VLC) isn&apos;t installed.</source>
        <translation>Der Videodecoder (VLC) ist nicht installiert.</translation>
    </message>
    <message>
        <source>The video decoder gave up.</source>
        <translation>Der Videodecoder hat aufgegeben.</translation>
    </message>
    <message>
        <source>There is no screen to show the app on.</source>
        <translation>Es gibt keinen Bildschirm für die App.</translation>
    </message>
    <message>
        <source>There is no sound device.</source>
        <translation>Es gibt kein Tongerät.</translation>
    </message>
    <message>
        <source>There is no space left on this device.</source>
        <translation>Auf diesem Gerät ist kein Platz mehr.</translation>
    </message>
    <message>
        <source>There is no video at this address.</source>
        <translation>Unter dieser Adresse gibt es kein Video.</translation>
    </message>
    <message>
        <source>These captions can&apos;t be read.</source>
        <translation>Diese Untertitel sind nicht lesbar.</translation>
    </message>
    <message>
        <source>This download isn&apos;t on this device.</source>
        <translation>Dieser Download ist nicht auf diesem Gerät.</translation>
    </message>
    <message>
        <source>This title can&apos;t be downloaded.</source>
        <translation>Dieser Titel lässt sich nicht herunterladen.</translation>
    </message>
    <message>
        <source>This title can&apos;t be unlocked: its key doesn&apos;t fit.</source>
        <translation>Dieser Titel lässt sich nicht entsperren: Der Schlüssel passt nicht.</translation>
    </message>
    <message>
        <source>This title changed during its download.</source>
        <translation>Dieser Titel hat sich während des Downloads geändert.</translation>
    </message>
    <message>
        <source>This title comes in no format that this device can play.</source>
        <translation>Diesen Titel gibt es in keinem Format, das dieses Gerät abspielen kann.</translation>
    </message>
    <message>
        <source>This title has an address that we don&apos;t open.</source>
        <translation>Dieser Titel hat eine Adresse, die wir nicht öffnen.</translation>
    </message>
    <message>
        <source>This title has nothing to play yet.</source>
        <translation>Bei diesem Titel gibt es noch nichts abzuspielen.</translation>
    </message>
    <message>
        <source>This title is protected, and nobody told us where its licence is to be had.</source>
        <translation>Dieser Titel ist geschützt, und niemand hat uns gesagt, woher seine Lizenz kommt.</translation>
    </message>
    <message>
        <source>This title is protected, and this player has no key system for it.</source>
        <translation>Dieser Titel ist geschützt, und dieser Player hat kein passendes Schlüsselsystem.</translation>
    </message>
    <message>
        <source>This title isn&apos;t part of your plan.</source>
        <translation>Dieser Titel gehört nicht zu deinem Abo.</translation>
    </message>
    <message>
        <source>This title may not be shown on the connected screen.</source>
        <translation>Dieser Titel darf auf dem angeschlossenen Bildschirm nicht gezeigt werden.</translation>
    </message>
    <message>
        <source>This title uses a format that we don&apos;t know.</source>
        <translation>Dieser Titel hat ein Format, das wir nicht kennen.</translation>
    </message>
    <message>
        <source>This title&apos;s description can&apos;t be read.</source>
        <translation>Die Beschreibung dieses Titels ist nicht lesbar.</translation>
    </message>
    <message>
        <source>This title&apos;s licence could not be opened.</source>
        <translation>Die Lizenz dieses Titels ließ sich nicht öffnen.</translation>
    </message>
    <message>
        <source>This title&apos;s server sent far more than it should.</source>
        <translation>Der Server dieses Titels hat viel zu viel geschickt.</translation>
    </message>
    <message>
        <source>This title&apos;s server sent us round in circles.</source>
        <translation>Der Server dieses Titels hat uns im Kreis geschickt.</translation>
    </message>
    <message>
        <source>This title&apos;s server turned the request down.</source>
        <translation>Der Server dieses Titels hat die Anfrage abgelehnt.</translation>
    </message>
    <message>
        <source>Try again later, or choose another title.</source>
        <translation>Versuche es später noch einmal oder wähle einen anderen Titel.</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation>Versuche es später noch einmal.</translation>
    </message>
    <message>
        <source>Try again, or choose a lower quality.</source>
        <translation>Versuche es noch einmal oder wähle eine niedrigere Qualität.</translation>
    </message>
    <message>
        <source>Try again, or choose another title.</source>
        <translation>Versuche es noch einmal oder wähle einen anderen Titel.</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>Versuche es noch einmal.</translation>
    </message>
    <message>
        <source>Use an http or https address.</source>
        <translation>Verwende eine http- oder https-Adresse.</translation>
    </message>
    <message>
        <source>Wait until it is done.</source>
        <translation>Warte, bis er fertig ist.</translation>
    </message>
    <message>
        <source>Watch it while you are connected.</source>
        <translation>Sieh ihn dir an, solange du verbunden bist.</translation>
    </message>
    <message>
        <source>We can&apos;t reach this title&apos;s server.</source>
        <translation>Wir erreichen den Server dieses Titels nicht.</translation>
    </message>
    <message>
        <source>We can&apos;t write to this device&apos;s storage.</source>
        <translation>Wir können auf diesem Gerät nichts speichern.</translation>
    </message>
    <message>
        <source>We couldn&apos;t get the licence for this title.</source>
        <translation>Wir haben die Lizenz für diesen Titel nicht bekommen.</translation>
    </message>
    <message>
        <source>We skipped it and went on.</source>
        <translation>Wir haben ihn übersprungen und weitergespielt.</translation>
    </message>
</context>
<context>
    <name>ProfileEditor</name>
    <message>
        <source>Somebody new</source>
        <translation>Jemand Neues</translation>
    </message>
    <message>
        <source>Change %1</source>
        <translation>%1 ändern</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Kids profile</source>
        <translation>Kinderprofil</translation>
    </message>
    <message>
        <source>Titles above the limit are not shown at all.</source>
        <translation>Titel über der Grenze werden gar nicht gezeigt.</translation>
    </message>
    <message>
        <source>On</source>
        <translation>An</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Age limit</source>
        <translation>Altersgrenze</translation>
    </message>
    <message>
        <source>What is rated higher can&apos;t be found.</source>
        <translation>Was darüber liegt, ist nicht zu finden.</translation>
    </message>
    <message>
        <source>What is rated higher asks for the parents&apos; PIN.</source>
        <translation>Was darüber liegt, fragt nach der PIN der Eltern.</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>For all ages</source>
        <translation>Ohne Altersbeschränkung</translation>
    </message>
    <message>
        <source>Up to %1</source>
        <translation>Bis %1</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Really delete everything of it?</source>
        <translation>Wirklich alles davon löschen?</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
</context>
<context>
    <name>ProfilesPage</name>
    <message>
        <source>Whom do you want to change?</source>
        <translation>Wen möchtest du ändern?</translation>
    </message>
    <message>
        <source>Who&apos;s watching?</source>
        <translation>Wer schaut zu?</translation>
    </message>
    <message>
        <source>Kids</source>
        <translation>Kinder</translation>
    </message>
    <message>
        <source>Up to %1</source>
        <translation>Bis %1</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Change profiles</source>
        <translation>Profile ändern</translation>
    </message>
    <message>
        <source>Change the parents&apos; PIN</source>
        <translation>PIN der Eltern ändern</translation>
    </message>
    <message>
        <source>Set a parents&apos; PIN</source>
        <translation>PIN der Eltern festlegen</translation>
    </message>
    <message>
        <source>Remove the PIN</source>
        <translation>PIN entfernen</translation>
    </message>
</context>
<context>
    <name>Quality</name>
    <message>
        <source>Auto</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>Data saver</source>
        <translation>Datensparmodus</translation>
    </message>
    <message>
        <source>Best</source>
        <translation>Beste</translation>
    </message>
    <message>
        <source>Quality on a cable</source>
        <translation>Qualität am Kabel</translation>
    </message>
    <message>
        <source>Quality on Wi-Fi</source>
        <translation>Qualität im WLAN</translation>
    </message>
    <message>
        <source>Quality on mobile data</source>
        <translation>Qualität mit mobilen Daten</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
</context>
<context>
    <name>ReadinessVeil</name>
    <message>
        <source>In the making · %1 %</source>
        <translation>In Arbeit · %1 %</translation>
    </message>
    <message>
        <source>Coming soon</source>
        <translation>Bald zu sehen</translation>
    </message>
</context>
<context>
    <name>Screen</name>
    <message>
        <source>own window</source>
        <translation>eigenes Fenster</translation>
    </message>
    <message>
        <source>in the page</source>
        <translation>in der Seite</translation>
    </message>
    <message>
        <source>the page lost {share} % of the pictures</source>
        <translation>die Seite verlor {share} % der Bilder</translation>
    </message>
    <message>
        <source>Surface</source>
        <translation>Bildfläche</translation>
    </message>
</context>
<context>
    <name>Scrubber</name>
    <message>
        <source>Live, %1</source>
        <translation>Live, %1</translation>
    </message>
    <message>
        <source>Position %1 of %2</source>
        <translation>Stelle %1 von %2</translation>
    </message>
</context>
<context>
    <name>SearchOffers</name>
    <message>
        <source>You searched for</source>
        <translation>Zuletzt gesucht</translation>
    </message>
    <message>
        <source>Forget these</source>
        <translation>Diese vergessen</translation>
    </message>
    <message>
        <source>Or look around by genre</source>
        <translation>Oder nach Genre stöbern</translation>
    </message>
</context>
<context>
    <name>SearchPage</name>
    <message>
        <source>Search</source>
        <translation>Suche</translation>
    </message>
    <message>
        <source>Titles, people, genres</source>
        <translation>Titel, Menschen, Genres</translation>
    </message>
    <message>
        <source>Nothing is called “%1” here.</source>
        <translation>Nichts heißt hier „%1“.</translation>
    </message>
    <message>
        <source>Try fewer letters, a name or a genre.</source>
        <translation>Versuch es mit weniger Buchstaben, einem Namen oder Genre.</translation>
    </message>
</context>
<context>
    <name>Seasons</name>
    <message>
        <source>Download episode %1</source>
        <translation>Folge %1 herunterladen</translation>
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
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>What the app speaks. Titles keep their own.</source>
        <translation>Die Sprache der App. Titel behalten ihre eigene.</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Calm motion</source>
        <translation>Ruhige Bewegung</translation>
    </message>
    <message>
        <source>Pages and rows fade instead of sliding.</source>
        <translation>Seiten und Reihen blenden über, statt zu gleiten.</translation>
    </message>
    <message>
        <source>On</source>
        <translation>An</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Schriftgröße</translation>
    </message>
    <message>
        <source>Larger words everywhere in the app.</source>
        <translation>Größere Schrift überall in der App.</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Sign in with a phone or a computer.</source>
        <translation>Melde dich mit Handy oder Computer an.</translation>
    </message>
    <message>
        <source>Not signed in</source>
        <translation>Nicht angemeldet</translation>
    </message>
    <message>
        <source>Enter changes a setting. Back returns.</source>
        <translation>Enter ändert eine Einstellung. Zurück verlässt die Seite.</translation>
    </message>
    <message>
        <source>Subtitle style</source>
        <translation>Aussehen der Untertitel</translation>
    </message>
    <message>
        <source>Size, colour, background, edge and position.</source>
        <translation>Größe, Farbe, Hintergrund, Rand und Lage.</translation>
    </message>
    <message>
        <source>Your own</source>
        <translation>Eigenes</translation>
    </message>
    <message>
        <source>As it comes</source>
        <translation>Wie vorgegeben</translation>
    </message>
    <message>
        <source>Data saver: up to 480 lines and little ahead, half a gigabyte an hour. Best: never less than the best, even if it has to wait.</source>
        <translation>Datensparmodus: bis 480 Zeilen und wenig im Voraus, ein halbes Gigabyte pro Stunde. Beste: nie weniger, auch wenn es warten muss.</translation>
    </message>
    <message>
        <source>Skip intros and recaps</source>
        <translation>Vorspann und Rückblick überspringen</translation>
    </message>
    <message>
        <source>Without being asked. A button takes you back.</source>
        <translation>Ungefragt. Eine Taste bringt dich zurück.</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>In the page</source>
        <translation>In der Seite</translation>
    </message>
    <message>
        <source>Own window</source>
        <translation>Eigenes Fenster</translation>
    </message>
    <message>
        <source>Video surface</source>
        <translation>Bildfläche</translation>
    </message>
    <message>
        <source>A window of its own helps where films stutter.</source>
        <translation>Ein eigenes Fenster hilft, wo Filme ruckeln.</translation>
    </message>
</context>
<context>
    <name>SignInPage</name>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Scan the code with your phone, or open this address and type the letters:</source>
        <translation>Scanne den Code mit dem Handy oder öffne diese Adresse und gib die Buchstaben ein:</translation>
    </message>
    <message>
        <source>Asking for a code …</source>
        <translation>Code wird geholt …</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Abmelden</translation>
    </message>
    <message>
        <source>Sign out on all devices</source>
        <translation>Auf allen Geräten abmelden</translation>
    </message>
    <message>
        <source>Get a new code</source>
        <translation>Neuen Code holen</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>QR code for %1</source>
        <translation>QR-Code für %1</translation>
    </message>
    <message>
        <source>See your plan</source>
        <translation>Tarif ansehen</translation>
    </message>
    <message>
        <source>Open in the browser</source>
        <translation>Im Browser öffnen</translation>
    </message>
</context>
<context>
    <name>SleepTimer</name>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>{count} minutes</source>
        <translation>{count} Minuten</translation>
    </message>
    <message>
        <source>At the end of this title</source>
        <translation>Am Ende dieses Titels</translation>
    </message>
</context>
<context>
    <name>SmallPicture</name>
    <message>
        <source>It plays on in the corner. P and then Enter makes it large again.</source>
        <translation>Es läuft in der Ecke weiter. P und dann Enter macht es wieder groß.</translation>
    </message>
</context>
<context>
    <name>Speeds</name>
    <message>
        <source>Normal</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>{factor} ×</source>
        <translation>{factor} ×</translation>
    </message>
</context>
<context>
    <name>Stats</name>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Decoder</source>
        <translation>Decoder</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>Einzelbilder</translation>
    </message>
    <message>
        <source>{shown} shown · {dropped} dropped</source>
        <translation>{shown} gezeigt · {dropped} verworfen</translation>
    </message>
    <message>
        <source>Buffer</source>
        <translation>Puffer</translation>
    </message>
    <message>
        <source>Throughput</source>
        <translation>Durchsatz</translation>
    </message>
    <message>
        <source>Started in</source>
        <translation>Gestartet in</translation>
    </message>
    <message>
        <source>Waits</source>
        <translation>Wartezeiten</translation>
    </message>
    <message>
        <source>{count} · {time} in all</source>
        <translation>{count} · zusammen {time}</translation>
    </message>
    <message>
        <source>Switches</source>
        <translation>Wechsel</translation>
    </message>
    <message>
        <source>Downloaded</source>
        <translation>Geladen</translation>
    </message>
    <message>
        <source>Last decision</source>
        <translation>Letzte Entscheidung</translation>
    </message>
    <message>
        <source>Because</source>
        <translation>Weil</translation>
    </message>
</context>
<context>
    <name>StatsGraph</name>
    <message>
        <source>Buffer, throughput and bitrate of the last minute</source>
        <translation>Puffer, Durchsatz und Bitrate der letzten Minute</translation>
    </message>
    <message>
        <source>Buffer, up to %1</source>
        <translation>Puffer, bis %1</translation>
    </message>
    <message>
        <source>Throughput, up to %1</source>
        <translation>Durchsatz, bis %1</translation>
    </message>
    <message>
        <source>Chosen</source>
        <translation>Gewählt</translation>
    </message>
</context>
<context>
    <name>StatsPanel</name>
    <message>
        <source>Statistics</source>
        <translation>Statistik</translation>
    </message>
</context>
<context>
    <name>Tile</name>
    <message>
        <source>%1, not ready yet</source>
        <translation>%1, noch nicht fertig</translation>
    </message>
    <message>
        <source>%1, live</source>
        <translation>%1, live</translation>
    </message>
    <message>
        <source>%1, new episode</source>
        <translation>%1, neue Folge</translation>
    </message>
    <message>
        <source>%1, not in your plan</source>
        <translation>%1, nicht in deinem Tarif</translation>
    </message>
    <message>
        <source>LIVE</source>
        <translation>LIVE</translation>
    </message>
    <message>
        <source>New episode</source>
        <translation>Neue Folge</translation>
    </message>
    <message>
        <source>Not in your plan</source>
        <translation>Nicht in deinem Tarif</translation>
    </message>
</context>
<context>
    <name>Units</name>
    <message>
        <source>{number} s</source>
        <translation>{number} s</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} h {minutes} min</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} min</translation>
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
        <translation>{number} GB</translation>
    </message>
    <message>
        <source>{number} MB</source>
        <translation>{number} MB</translation>
    </message>
</context>
<context>
    <name>VolumeSign</name>
    <message>
        <source>Sound off</source>
        <translation>Ton aus</translation>
    </message>
    <message>
        <source>Volume %1 percent</source>
        <translation>Lautstärke %1 Prozent</translation>
    </message>
</context>
</TS>
