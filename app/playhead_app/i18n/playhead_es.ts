<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
    <name>Account</name>
    <message>
        <source>This device has no vault: the sign-in is kept in a file that only you may read.</source>
        <translation>Este dispositivo no tiene almacén seguro: la sesión se guarda en un archivo que solo tú puedes leer.</translation>
    </message>
    <message>
        <source>Signed in as {name}.</source>
        <translation>Sesión iniciada como {name}.</translation>
    </message>
    <message>
        <source>Signed out here. The other devices could not be reached: try again later.</source>
        <translation>Sesión cerrada aquí. No se pudo acceder a los demás dispositivos: inténtalo más tarde.</translation>
    </message>
    <message>
        <source>Signed out.</source>
        <translation>Sesión cerrada.</translation>
    </message>
    <message>
        <source>The sign-in was refused on the other device.</source>
        <translation>El inicio de sesión se rechazó en el otro dispositivo.</translation>
    </message>
    <message>
        <source>The code is too old by now. Ask for a new one.</source>
        <translation>El código ha caducado. Pide uno nuevo.</translation>
    </message>
    <message>
        <source>We can&apos;t reach the account. Check the connection.</source>
        <translation>No podemos acceder a la cuenta. Comprueba la conexión.</translation>
    </message>
    <message>
        <source>This service has no accounts. Everything plays without one.</source>
        <translation>Este servicio no tiene cuentas. Todo se reproduce sin ella.</translation>
    </message>
    <message>
        <source>The connection to the account isn&apos;t secure, so we stopped.</source>
        <translation>La conexión con la cuenta no es segura, así que la hemos detenido.</translation>
    </message>
    <message>
        <source>The account gave an answer that we don&apos;t understand.</source>
        <translation>La cuenta dio una respuesta que no entendemos.</translation>
    </message>
    <message>
        <source>Another plan of this service may have it.</source>
        <translation>Puede que otro plan de este servicio lo incluya.</translation>
    </message>
    <message>
        <source>Sign in if your plan has it.</source>
        <translation>Inicia sesión si tu plan lo incluye.</translation>
    </message>
    <message>
        <source>Your plan “{plan}” doesn&apos;t have it. Another one may.</source>
        <translation>Tu plan «{plan}» no lo incluye. Puede que otro sí.</translation>
    </message>
    <message>
        <source>All devices of this account were signed out.</source>
        <translation>Se ha cerrado la sesión en todos los dispositivos de esta cuenta.</translation>
    </message>
    <message>
        <source>This device was signed out from somewhere else.</source>
        <translation>La sesión de este dispositivo se ha cerrado desde otro lugar.</translation>
    </message>
    <message>
        <source>What was yours is gone from here. Sign in again to go on.</source>
        <translation>Lo que era tuyo ya no está aquí. Vuelve a iniciar sesión para continuar.</translation>
    </message>
    <message>
        <source>This title isn&apos;t part of your plan.</source>
        <translation>Este título no forma parte de tu plan.</translation>
    </message>
</context>
<context>
    <name>Announcer</name>
    <message>
        <source>Buffering</source>
        <translation>Cargando</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>En pausa</translation>
    </message>
    <message>
        <source>Playing {title}</source>
        <translation>Reproduciendo {title}</translation>
    </message>
    <message>
        <source>The end</source>
        <translation>Fin</translation>
    </message>
</context>
<context>
    <name>BrowseRoutes</name>
    <message>
        <source>Nothing is on your list yet.</source>
        <translation>Aún no hay nada en tu lista.</translation>
    </message>
    <message>
        <source>A title&apos;s page has a button that puts it here.</source>
        <translation>La página de cada título tiene un botón para añadirlo.</translation>
    </message>
    <message>
        <source>Nothing of this kind is here.</source>
        <translation>No hay nada de este tipo.</translation>
    </message>
</context>
<context>
    <name>BufferingArc</name>
    <message>
        <source>Buffering</source>
        <translation>Cargando</translation>
    </message>
</context>
<context>
    <name>CaptionStyle</name>
    <message>
        <source>Small</source>
        <translation>Pequeño</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>Large</source>
        <translation>Grande</translation>
    </message>
    <message>
        <source>Very large</source>
        <translation>Muy grande</translation>
    </message>
    <message>
        <source>White</source>
        <translation>Blanco</translation>
    </message>
    <message>
        <source>Yellow</source>
        <translation>Amarillo</translation>
    </message>
    <message>
        <source>Cyan</source>
        <translation>Cian</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>Verde</translation>
    </message>
    <message>
        <source>Dark glass</source>
        <translation>Cristal oscuro</translation>
    </message>
    <message>
        <source>Black</source>
        <translation>Negro</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Ninguno</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>Contorno</translation>
    </message>
    <message>
        <source>Shadow</source>
        <translation>Sombra</translation>
    </message>
    <message>
        <source>Below</source>
        <translation>Abajo</translation>
    </message>
    <message>
        <source>Above</source>
        <translation>Arriba</translation>
    </message>
</context>
<context>
    <name>CaptionStylePage</name>
    <message>
        <source>Size</source>
        <translation>Tamaño</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Color</translation>
    </message>
    <message>
        <source>Background</source>
        <translation>Fondo</translation>
    </message>
    <message>
        <source>Edge</source>
        <translation>Borde</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Posición</translation>
    </message>
    <message>
        <source>Subtitle style</source>
        <translation>Estilo de los subtítulos</translation>
    </message>
    <message>
        <source>As it comes</source>
        <translation>Tal como viene</translation>
    </message>
    <message>
        <source>Undo all of it.</source>
        <translation>Deshacer todo.</translation>
    </message>
    <message>
        <source>This is how subtitles look.</source>
        <translation>Así se ven los subtítulos.</translation>
    </message>
</context>
<context>
    <name>Catalogue</name>
    <message>
        <source>This title has left the catalogue.</source>
        <translation>Este título ya no está en el catálogo.</translation>
    </message>
    <message>
        <source>Go back and choose another one.</source>
        <translation>Vuelve atrás y elige otro.</translation>
    </message>
    <message>
        <source>We can&apos;t reach the catalogue.</source>
        <translation>No podemos acceder al catálogo.</translation>
    </message>
    <message>
        <source>Check the connection, then try again.</source>
        <translation>Comprueba la conexión y vuelve a intentarlo.</translation>
    </message>
    <message>
        <source>The catalogue is having a rest.</source>
        <translation>El catálogo se está tomando un descanso.</translation>
    </message>
    <message>
        <source>It may be back in a moment: try again.</source>
        <translation>Puede que vuelva enseguida: inténtalo de nuevo.</translation>
    </message>
    <message>
        <source>The catalogue gave an answer that we don&apos;t understand.</source>
        <translation>El catálogo dio una respuesta que no entendemos.</translation>
    </message>
    <message>
        <source>Try again later, or update Playhead.</source>
        <translation>Inténtalo más tarde o actualiza Playhead.</translation>
    </message>
    <message>
        <source>The demo service can&apos;t start.</source>
        <translation>El servicio de demostración no arranca.</translation>
    </message>
    <message>
        <source>Try again, or start Playhead anew.</source>
        <translation>Inténtalo de nuevo o reinicia Playhead.</translation>
    </message>
</context>
<context>
    <name>Choices</name>
    <message>
        <source>Audio {number}</source>
        <translation>Audio {number}</translation>
    </message>
    <message>
        <source>Subtitles {number}</source>
        <translation>Subtítulos {number}</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>No</translation>
    </message>
    <message>
        <source>Auto</source>
        <translation>Automática</translation>
    </message>
    <message>
        <source>as good as the connection allows</source>
        <translation>la mejor que permita la conexión</translation>
    </message>
    <message>
        <source>for the hard of hearing</source>
        <translation>para personas con sordera</translation>
    </message>
    <message>
        <source>mono</source>
        <translation>mono</translation>
    </message>
    <message>
        <source>stereo</source>
        <translation>estéreo</translation>
    </message>
    <message>
        <source>commentary</source>
        <translation>comentario</translation>
    </message>
    <message>
        <source>audio description</source>
        <translation>audiodescripción</translation>
    </message>
    <message>
        <source>dubbed</source>
        <translation>doblado</translation>
    </message>
</context>
<context>
    <name>ControlLine</name>
    <message>
        <source>Back 10 seconds</source>
        <translation>Retroceder 10 segundos</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Reproducir</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausa</translation>
    </message>
    <message>
        <source>Forward 10 seconds</source>
        <translation>Avanzar 10 segundos</translation>
    </message>
    <message>
        <source>Sound on</source>
        <translation>Activar sonido</translation>
    </message>
    <message>
        <source>Sound off</source>
        <translation>Silenciar</translation>
    </message>
    <message>
        <source>Audio</source>
        <translation>Audio</translation>
    </message>
    <message>
        <source>Subtitles</source>
        <translation>Subtítulos</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Calidad</translation>
    </message>
    <message>
        <source>Auto</source>
        <translation>Automática</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Velocidad</translation>
    </message>
    <message>
        <source>%1 ×</source>
        <translation>%1 ×</translation>
    </message>
    <message>
        <source>Sleep timer is set</source>
        <translation>El temporizador está activo</translation>
    </message>
    <message>
        <source>Sleep timer</source>
        <translation>Temporizador</translation>
    </message>
    <message>
        <source>On</source>
        <translation>Sí</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>Estadísticas</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Pantalla completa</translation>
    </message>
    <message>
        <source>Picture in picture</source>
        <translation>Imagen en imagen</translation>
    </message>
</context>
<context>
    <name>DetailsPage</name>
    <message>
        <source>More like this</source>
        <translation>Títulos similares</translation>
    </message>
</context>
<context>
    <name>DetailsTop</name>
    <message>
        <source>In the making · %1 %</source>
        <translation>En preparación · %1 %</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Reanudar</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Reproducir</translation>
    </message>
    <message>
        <source>From the start</source>
        <translation>Desde el principio</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Descargar</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Reintentar</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Atrás</translation>
    </message>
    <message>
        <source>On my list</source>
        <translation>En mi lista</translation>
    </message>
    <message>
        <source>My list</source>
        <translation>Mi lista</translation>
    </message>
    <message>
        <source>Remove from “continue watching”</source>
        <translation>Quitar de «seguir viendo»</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Iniciar sesión</translation>
    </message>
    <message>
        <source>Your account</source>
        <translation>Tu cuenta</translation>
    </message>
    <message>
        <source>Not in your plan</source>
        <translation>Fuera de tu plan</translation>
    </message>
</context>
<context>
    <name>DownloadChoice</name>
    <message>
        <source>Download “%1” in</source>
        <translation>Descargar «%1» en</translation>
    </message>
    <message>
        <source>One moment: how large is it?</source>
        <translation>Un momento: ¿cuánto ocupa?</translation>
    </message>
    <message>
        <source>Back returns.</source>
        <translation>Atrás vuelve.</translation>
    </message>
</context>
<context>
    <name>DownloadLine</name>
    <message>
        <source>Play</source>
        <translation>Reproducir</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausa</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Reintentar</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Reanudar</translation>
    </message>
    <message>
        <source>Really delete?</source>
        <translation>¿Eliminar de verdad?</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Eliminar</translation>
    </message>
</context>
<context>
    <name>Downloads</name>
    <message>
        <source>Its time is over</source>
        <translation>Su plazo ha terminado</translation>
    </message>
    <message>
        <source>Downloading · {percent} %</source>
        <translation>Descargando · {percent} %</translation>
    </message>
    <message>
        <source>Waits for its turn</source>
        <translation>Espera su turno</translation>
    </message>
    <message>
        <source>Waits for the network · {percent} %</source>
        <translation>Espera la red · {percent} %</translation>
    </message>
    <message>
        <source>Paused · {percent} %</source>
        <translation>En pausa · {percent} %</translation>
    </message>
    <message>
        <source>Is being deleted</source>
        <translation>Se está eliminando</translation>
    </message>
    <message>
        <source>{done} of {whole}</source>
        <translation>{done} de {whole}</translation>
    </message>
    <message>
        <source>can be watched until {date}</source>
        <translation>se puede ver hasta el {date}</translation>
    </message>
    <message>
        <source>{used} used, {free} free</source>
        <translation>{used} en uso, {free} libres</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>Sin límite</translation>
    </message>
    <message>
        <source>{size} at most</source>
        <translation>como máximo {size}</translation>
    </message>
    <message>
        <source>Downloaded</source>
        <translation>Descargado</translation>
    </message>
    <message>
        <source>This needs a connection. Downloaded titles still play.</source>
        <translation>Esto necesita conexión. Los títulos descargados siguen funcionando.</translation>
    </message>
    <message>
        <source>The download has begun.</source>
        <translation>La descarga ha comenzado.</translation>
    </message>
    <message>
        <source>about {size}</source>
        <translation>unos {size}</translation>
    </message>
    <message>
        <source>Sound only</source>
        <translation>Solo sonido</translation>
    </message>
</context>
<context>
    <name>DownloadsPage</name>
    <message>
        <source>Downloads</source>
        <translation>Descargas</translation>
    </message>
    <message>
        <source>What all downloads may take together. Enter changes it.</source>
        <translation>Lo que pueden ocupar todas las descargas juntas. Enter lo cambia.</translation>
    </message>
    <message>
        <source>Nothing is downloaded yet.</source>
        <translation>Aún no hay nada descargado.</translation>
    </message>
    <message>
        <source>Choose Download on a title&apos;s page, and watch it without a connection.</source>
        <translation>Elige Descargar en la página de un título y míralo sin conexión.</translation>
    </message>
</context>
<context>
    <name>EpisodeTile</name>
    <message>
        <source>Episode %1, %2</source>
        <translation>Episodio %1, %2</translation>
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
        <translation>Reintentar</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Atrás</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Copiar detalles</translation>
    </message>
</context>
<context>
    <name>Facts</name>
    <message>
        <source>Live</source>
        <translation>En directo</translation>
    </message>
    <message>
        <source>With</source>
        <translation>Con</translation>
    </message>
    <message>
        <source>Director</source>
        <translation>Dirección</translation>
    </message>
    <message>
        <source>Genre</source>
        <translation>Género</translation>
    </message>
</context>
<context>
    <name>FaultPage</name>
    <message>
        <source>Go on</source>
        <translation>Continuar</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Copiar detalles</translation>
    </message>
</context>
<context>
    <name>Faults</name>
    <message>
        <source>Something went wrong inside Playhead.</source>
        <translation>Algo ha fallado en Playhead.</translation>
    </message>
    <message>
        <source>You can go on. If it happens again, start Playhead anew.</source>
        <translation>Puedes continuar. Si vuelve a ocurrir, reinicia Playhead.</translation>
    </message>
    <message>
        <source>You can go on. What happened is kept on this device only, in {file}.</source>
        <translation>Puedes continuar. Lo ocurrido se guarda solo en este dispositivo, en {file}.</translation>
    </message>
    <message>
        <source>The details are on the clipboard.</source>
        <translation>Los detalles están en el portapapeles.</translation>
    </message>
</context>
<context>
    <name>Grid</name>
    <message>
        <source>My list</source>
        <translation>Mi lista</translation>
    </message>
</context>
<context>
    <name>Hero</name>
    <message>
        <source>In the making</source>
        <translation>En preparación</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Reproducir</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Más</translation>
    </message>
</context>
<context>
    <name>Home</name>
    <message>
        <source>Continue watching</source>
        <translation>Seguir viendo</translation>
    </message>
    <message>
        <source>My list</source>
        <translation>Mi lista</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Novedades</translation>
    </message>
</context>
<context>
    <name>HomeBar</name>
    <message>
        <source>Search</source>
        <translation>Buscar</translation>
    </message>
    <message>
        <source>My list</source>
        <translation>Mi lista</translation>
    </message>
    <message>
        <source>Downloads</source>
        <translation>Descargas</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Ajustes</translation>
    </message>
    <message>
        <source>Profile: %1</source>
        <translation>Perfil: %1</translation>
    </message>
</context>
<context>
    <name>HomePage</name>
    <message>
        <source>There is nothing to watch here yet.</source>
        <translation>Aquí todavía no hay nada que ver.</translation>
    </message>
    <message>
        <source>Come back in a moment.</source>
        <translation>Vuelve en un momento.</translation>
    </message>
    <message>
        <source>Downloads</source>
        <translation>Descargas</translation>
    </message>
</context>
<context>
    <name>HomeSkeleton</name>
    <message>
        <source>Loading</source>
        <translation>Cargando</translation>
    </message>
</context>
<context>
    <name>Household</name>
    <message>
        <source>The PIN lets {name} in.</source>
        <translation>El PIN deja entrar a {name}.</translation>
    </message>
    <message>
        <source>Choose a PIN of four digits.</source>
        <translation>Elige un PIN de cuatro cifras.</translation>
    </message>
    <message>
        <source>First the PIN that holds until now.</source>
        <translation>Primero el PIN actual.</translation>
    </message>
    <message>
        <source>The PIN, for the last time.</source>
        <translation>El PIN, por última vez.</translation>
    </message>
    <message>
        <source>What this device remembered was damaged. It has begun anew.</source>
        <translation>Lo que este dispositivo recordaba estaba dañado. Ha empezado de nuevo.</translation>
    </message>
    <message>
        <source>This device can&apos;t keep what you watch.</source>
        <translation>Este dispositivo no puede recordar lo que ves.</translation>
    </message>
    <message>
        <source>Profiles are the parents&apos; business.</source>
        <translation>Los perfiles son cosa de los padres.</translation>
    </message>
</context>
<context>
    <name>KeyPad</name>
    <message>
        <source>Keyboard</source>
        <translation>Teclado</translation>
    </message>
    <message>
        <source>space</source>
        <translation>espacio</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Espacio</translation>
    </message>
    <message>
        <source>Delete the last letter</source>
        <translation>Borrar la última letra</translation>
    </message>
    <message>
        <source>clear</source>
        <translation>borrar</translation>
    </message>
    <message>
        <source>Delete everything</source>
        <translation>Borrar todo</translation>
    </message>
</context>
<context>
    <name>LiveBadge</name>
    <message>
        <source>Live</source>
        <translation>En directo</translation>
    </message>
    <message>
        <source>Go live</source>
        <translation>Ir al directo</translation>
    </message>
</context>
<context>
    <name>Moments</name>
    <message>
        <source>Skip recap</source>
        <translation>Saltar resumen</translation>
    </message>
    <message>
        <source>Skip intro</source>
        <translation>Saltar intro</translation>
    </message>
    <message>
        <source>Recap skipped – watch it</source>
        <translation>Resumen omitido: verlo</translation>
    </message>
    <message>
        <source>Intro skipped – watch it</source>
        <translation>Intro omitida: verla</translation>
    </message>
</context>
<context>
    <name>News</name>
    <message>
        <source>A new episode of “{series}”: {episode}</source>
        <translation>Nuevo episodio de «{series}»: {episode}</translation>
    </message>
</context>
<context>
    <name>NextUpCard</name>
    <message>
        <source>Next episode: %1</source>
        <translation>Siguiente episodio: %1</translation>
    </message>
    <message>
        <source>Are you still watching?</source>
        <translation>¿Sigues viendo?</translation>
    </message>
    <message>
        <source>Next in %1 s</source>
        <translation>Siguiente en %1 s</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Continuar</translation>
    </message>
    <message>
        <source>Play now</source>
        <translation>Reproducir ahora</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Ahora no</translation>
    </message>
</context>
<context>
    <name>OfflineMark</name>
    <message>
        <source>Offline · as you saw it last</source>
        <translation>Sin conexión · como la última vez</translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>Something went wrong on our side.</source>
        <translation>Algo ha fallado por nuestra parte.</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>Inténtalo de nuevo.</translation>
    </message>
    <message>
        <source>Some titles did not arrive.</source>
        <translation>Algunos títulos no han llegado.</translation>
    </message>
    <message>
        <source>Removed from “continue watching”.</source>
        <translation>Quitado de «Seguir viendo».</translation>
    </message>
</context>
<context>
    <name>PictureInPicture</name>
    <message>
        <source>Play</source>
        <translation type="unfinished">Reproducir</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished">Pausa</translation>
    </message>
    <message>
        <source>Back to the large picture</source>
        <translation>Volver a la imagen grande</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Detener</translation>
    </message>
    <message>
        <source>%1, small picture</source>
        <translation>%1, imagen pequeña</translation>
    </message>
    <message>
        <source>Arrows move it, Enter makes it large.</source>
        <translation>Las flechas la mueven, Intro la agranda.</translation>
    </message>
</context>
<context>
    <name>Pin</name>
    <message>
        <source>This device can&apos;t look it up just now.</source>
        <translation>Este dispositivo no puede comprobarlo ahora mismo.</translation>
    </message>
    <message>
        <source>Too many wrong tries. Minutes to wait: {count}</source>
        <translation>Demasiados intentos fallidos. Minutos de espera: {count}</translation>
    </message>
    <message>
        <source>Not quite. Tries left: {count}</source>
        <translation>No es ese. Intentos restantes: {count}</translation>
    </message>
</context>
<context>
    <name>PinPad</name>
    <message numerus="yes">
        <source>%n digit(s) entered</source>
        <translation>
            <numerusform>%n cifra introducida</numerusform>
            <numerusform>%n cifras introducidas</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete the last digit</source>
        <translation>Borrar la última cifra</translation>
    </message>
</context>
<context>
    <name>PlayerMenu</name>
    <message>
        <source>Audio</source>
        <translation>Audio</translation>
    </message>
    <message>
        <source>Subtitles</source>
        <translation>Subtítulos</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Calidad</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Velocidad</translation>
    </message>
    <message>
        <source>Sleep timer</source>
        <translation>Temporizador</translation>
    </message>
</context>
<context>
    <name>PlayerOverlay</name>
    <message>
        <source>Back</source>
        <translation>Atrás</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>En directo</translation>
    </message>
    <message>
        <source>Rewind %1×</source>
        <translation>Retroceso %1×</translation>
    </message>
    <message>
        <source>Fast forward %1×</source>
        <translation>Avance rápido %1×</translation>
    </message>
</context>
<context>
    <name>Preparation</name>
    <message>
        <source>%1 is being made: %2 percent</source>
        <translation>%1 se está preparando: %2 por ciento</translation>
    </message>
    <message>
        <source>The studio is still drawing this one. It starts by itself as soon as it is ready.</source>
        <translation>El estudio todavía lo está dibujando. Empezará solo en cuanto esté listo.</translation>
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
        <translation>Código {number}</translation>
    </message>
    <message>
        <source>A part of this download is damaged.</source>
        <translation>Una parte de esta descarga está dañada.</translation>
    </message>
    <message>
        <source>A part of this title can&apos;t be read.</source>
        <translation>No se puede leer una parte de este título.</translation>
    </message>
    <message>
        <source>A part of this title is missing.</source>
        <translation>Falta una parte de este título.</translation>
    </message>
    <message>
        <source>An advertisement could not be played.</source>
        <translation>No se pudo reproducir un anuncio.</translation>
    </message>
    <message>
        <source>Another Playhead is downloading this title.</source>
        <translation>Otro Playhead está descargando este título.</translation>
    </message>
    <message>
        <source>Another title was chosen.</source>
        <translation>Se eligió otro título.</translation>
    </message>
    <message>
        <source>Check the address, or choose another title.</source>
        <translation>Comprueba la dirección o elige otro título.</translation>
    </message>
    <message>
        <source>Check the connection, then try again.</source>
        <translation>Comprueba la conexión y vuelve a intentarlo.</translation>
    </message>
    <message>
        <source>Check the folder&apos;s permissions.</source>
        <translation>Comprueba los permisos de la carpeta.</translation>
    </message>
    <message>
        <source>Check this device&apos;s date and time, then try again.</source>
        <translation>Comprueba la fecha y la hora de este dispositivo y vuelve a intentarlo.</translation>
    </message>
    <message>
        <source>Choose another title.</source>
        <translation>Elige otro título.</translation>
    </message>
    <message>
        <source>Choose other captions.</source>
        <translation>Elige otros subtítulos.</translation>
    </message>
    <message>
        <source>Connect a screen with copy protection (HDCP), or choose another title.</source>
        <translation>Conecta una pantalla con protección anticopia (HDCP) o elige otro título.</translation>
    </message>
    <message>
        <source>Connect one; the picture plays on without.</source>
        <translation>Conecta uno; la imagen sigue sin sonido.</translation>
    </message>
    <message>
        <source>Delete a download.</source>
        <translation>Elimina una descarga.</translation>
    </message>
    <message>
        <source>Download the title again.</source>
        <translation>Vuelve a descargar el título.</translation>
    </message>
    <message>
        <source>Downloads have no space left of what was set aside.</source>
        <translation>No queda espacio del reservado para descargas.</translation>
    </message>
    <message>
        <source>Free some space, then try again.</source>
        <translation>Libera espacio y vuelve a intentarlo.</translation>
    </message>
    <message>
        <source>Install VLC, then start again.</source>
        <translation>Instala VLC y vuelve a empezar.</translation>
    </message>
    <message>
        <source>It may be back in a moment: try again, or choose another title.</source>
        <translation>Puede que vuelva enseguida: inténtalo de nuevo o elige otro título.</translation>
    </message>
    <message>
        <source>Make a new one.</source>
        <translation>Crea uno nuevo.</translation>
    </message>
    <message>
        <source>Picture or sound can&apos;t be shown.</source>
        <translation>No se puede mostrar la imagen o el sonido.</translation>
    </message>
    <message>
        <source>Playback lost its place.</source>
        <translation>La reproducción ha perdido su posición.</translation>
    </message>
    <message>
        <source>Resume the download to mend it.</source>
        <translation>Reanuda la descarga para repararla.</translation>
    </message>
    <message>
        <source>Some captions could not be loaded.</source>
        <translation>No se pudieron cargar algunos subtítulos.</translation>
    </message>
    <message>
        <source>Something could not be stored on this device.</source>
        <translation>No se pudo guardar algo en este dispositivo.</translation>
    </message>
    <message>
        <source>Something went wrong inside the player.</source>
        <translation>Algo ha fallado en el reproductor.</translation>
    </message>
    <message>
        <source>Start it in a desktop session.</source>
        <translation>Iníciala en una sesión de escritorio.</translation>
    </message>
    <message>
        <source>Start the title again.</source>
        <translation>Vuelve a iniciar el título.</translation>
    </message>
    <message>
        <source>The connection is too slow to go on.</source>
        <translation>La conexión es demasiado lenta para continuar.</translation>
    </message>
    <message>
        <source>The connection to this title&apos;s server broke off.</source>
        <translation>Se ha cortado la conexión con el servidor de este título.</translation>
    </message>
    <message>
        <source>The connection to this title&apos;s server isn&apos;t secure, so we stopped.</source>
        <translation>La conexión con el servidor de este título no es segura, así que la hemos detenido.</translation>
    </message>
    <message>
        <source>The licence for this title doesn&apos;t open it.</source>
        <translation>La licencia de este título no lo abre.</translation>
    </message>
    <message>
        <source>The licence for this title has run out.</source>
        <translation>La licencia de este título ha caducado.</translation>
    </message>
    <message>
        <source>The picture plays on without.</source>
        <translation>La imagen sigue sin ellos.</translation>
    </message>
    <message>
        <source>The player can&apos;t do this right now.</source>
        <translation>El reproductor no puede hacer esto ahora.</translation>
    </message>
    <message>
        <source>The player is closed.</source>
        <translation>El reproductor está cerrado.</translation>
    </message>
    <message>
        <source>The time of this download has run out.</source>
        <translation>El plazo de esta descarga ha terminado.</translation>
    </message>
    <message>
        <source>The video decoder (VLC) isn&apos;t installed.</source>
        <translation>El decodificador de vídeo (VLC) no está instalado.</translation>
    </message>
    <message>
        <source>The video decoder gave up.</source>
        <translation>El decodificador de vídeo ha fallado.</translation>
    </message>
    <message>
        <source>There is no screen to show the app on.</source>
        <translation>No hay pantalla en la que mostrar la aplicación.</translation>
    </message>
    <message>
        <source>There is no sound device.</source>
        <translation>No hay ningún dispositivo de sonido.</translation>
    </message>
    <message>
        <source>There is no space left on this device.</source>
        <translation>No queda espacio en este dispositivo.</translation>
    </message>
    <message>
        <source>There is no video at this address.</source>
        <translation>No hay ningún vídeo en esta dirección.</translation>
    </message>
    <message>
        <source>These captions can&apos;t be read.</source>
        <translation>No se pueden leer estos subtítulos.</translation>
    </message>
    <message>
        <source>This download isn&apos;t on this device.</source>
        <translation>Esta descarga no está en este dispositivo.</translation>
    </message>
    <message>
        <source>This title can&apos;t be downloaded.</source>
        <translation>Este título no se puede descargar.</translation>
    </message>
    <message>
        <source>This title can&apos;t be unlocked: its key doesn&apos;t fit.</source>
        <translation>Este título no se puede desbloquear: la clave no encaja.</translation>
    </message>
    <message>
        <source>This title changed during its download.</source>
        <translation>Este título cambió durante la descarga.</translation>
    </message>
    <message>
        <source>This title comes in no format that this device can play.</source>
        <translation>Este título no está en ningún formato que este dispositivo pueda reproducir.</translation>
    </message>
    <message>
        <source>This title has an address that we don&apos;t open.</source>
        <translation>Este título tiene una dirección que no abrimos.</translation>
    </message>
    <message>
        <source>This title has nothing to play yet.</source>
        <translation>Este título todavía no tiene nada que reproducir.</translation>
    </message>
    <message>
        <source>This title is protected, and nobody told us where its licence is to be had.</source>
        <translation>Este título está protegido y nadie nos ha dicho dónde obtener su licencia.</translation>
    </message>
    <message>
        <source>This title is protected, and this player has no key system for it.</source>
        <translation>Este título está protegido y este reproductor no tiene un sistema de claves para él.</translation>
    </message>
    <message>
        <source>This title isn&apos;t part of your plan.</source>
        <translation>Este título no está incluido en tu plan.</translation>
    </message>
    <message>
        <source>This title may not be shown on the connected screen.</source>
        <translation>Este título no se puede mostrar en la pantalla conectada.</translation>
    </message>
    <message>
        <source>This title uses a format that we don&apos;t know.</source>
        <translation>Este título usa un formato que no conocemos.</translation>
    </message>
    <message>
        <source>This title&apos;s description can&apos;t be read.</source>
        <translation>No se puede leer la descripción de este título.</translation>
    </message>
    <message>
        <source>This title&apos;s licence could not be opened.</source>
        <translation>No se pudo abrir la licencia de este título.</translation>
    </message>
    <message>
        <source>This title&apos;s server sent far more than it should.</source>
        <translation>El servidor de este título envió mucho más de lo debido.</translation>
    </message>
    <message>
        <source>This title&apos;s server sent us round in circles.</source>
        <translation>El servidor de este título nos hizo dar vueltas.</translation>
    </message>
    <message>
        <source>This title&apos;s server turned the request down.</source>
        <translation>El servidor de este título rechazó la petición.</translation>
    </message>
    <message>
        <source>Try again later, or choose another title.</source>
        <translation>Inténtalo más tarde o elige otro título.</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation>Inténtalo más tarde.</translation>
    </message>
    <message>
        <source>Try again, or choose a lower quality.</source>
        <translation>Inténtalo de nuevo o elige una calidad más baja.</translation>
    </message>
    <message>
        <source>Try again, or choose another title.</source>
        <translation>Inténtalo de nuevo o elige otro título.</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>Inténtalo de nuevo.</translation>
    </message>
    <message>
        <source>Use an http or https address.</source>
        <translation>Usa una dirección http o https.</translation>
    </message>
    <message>
        <source>Wait until it is done.</source>
        <translation>Espera a que termine.</translation>
    </message>
    <message>
        <source>Watch it while you are connected.</source>
        <translation>Míralo mientras tengas conexión.</translation>
    </message>
    <message>
        <source>We can&apos;t reach this title&apos;s server.</source>
        <translation>No podemos acceder al servidor de este título.</translation>
    </message>
    <message>
        <source>We can&apos;t write to this device&apos;s storage.</source>
        <translation>No podemos escribir en el almacenamiento de este dispositivo.</translation>
    </message>
    <message>
        <source>We couldn&apos;t get the licence for this title.</source>
        <translation>No pudimos obtener la licencia de este título.</translation>
    </message>
    <message>
        <source>We skipped it and went on.</source>
        <translation>La hemos saltado y seguimos adelante.</translation>
    </message>
</context>
<context>
    <name>ProfileEditor</name>
    <message>
        <source>Somebody new</source>
        <translation>Alguien nuevo</translation>
    </message>
    <message>
        <source>Change %1</source>
        <translation>Cambiar %1</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Kids profile</source>
        <translation>Perfil infantil</translation>
    </message>
    <message>
        <source>Titles above the limit are not shown at all.</source>
        <translation>Los títulos por encima del límite no se muestran.</translation>
    </message>
    <message>
        <source>On</source>
        <translation>Sí</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>No</translation>
    </message>
    <message>
        <source>Age limit</source>
        <translation>Límite de edad</translation>
    </message>
    <message>
        <source>What is rated higher can&apos;t be found.</source>
        <translation>Lo que lo supera no se encuentra.</translation>
    </message>
    <message>
        <source>What is rated higher asks for the parents&apos; PIN.</source>
        <translation>Lo que lo supera pide el PIN de los padres.</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Ninguno</translation>
    </message>
    <message>
        <source>For all ages</source>
        <translation>Para todas las edades</translation>
    </message>
    <message>
        <source>Up to %1</source>
        <translation>Hasta %1</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Really delete everything of it?</source>
        <translation>¿Borrar de verdad todo lo suyo?</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Eliminar</translation>
    </message>
</context>
<context>
    <name>ProfilesPage</name>
    <message>
        <source>Whom do you want to change?</source>
        <translation>¿A quién quieres cambiar?</translation>
    </message>
    <message>
        <source>Who&apos;s watching?</source>
        <translation>¿Quién está viendo?</translation>
    </message>
    <message>
        <source>Kids</source>
        <translation>Infantil</translation>
    </message>
    <message>
        <source>Up to %1</source>
        <translation>Hasta %1</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Añadir</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Listo</translation>
    </message>
    <message>
        <source>Change profiles</source>
        <translation>Cambiar perfiles</translation>
    </message>
    <message>
        <source>Change the parents&apos; PIN</source>
        <translation>Cambiar el PIN de los padres</translation>
    </message>
    <message>
        <source>Set a parents&apos; PIN</source>
        <translation>Poner un PIN de los padres</translation>
    </message>
    <message>
        <source>Remove the PIN</source>
        <translation>Quitar el PIN</translation>
    </message>
</context>
<context>
    <name>Quality</name>
    <message>
        <source>Auto</source>
        <translation>Automática</translation>
    </message>
    <message>
        <source>Data saver</source>
        <translation>Ahorro de datos</translation>
    </message>
    <message>
        <source>Best</source>
        <translation>La mejor</translation>
    </message>
    <message>
        <source>Quality on a cable</source>
        <translation>Calidad por cable</translation>
    </message>
    <message>
        <source>Quality on Wi-Fi</source>
        <translation>Calidad con wifi</translation>
    </message>
    <message>
        <source>Quality on mobile data</source>
        <translation>Calidad con datos móviles</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Calidad</translation>
    </message>
</context>
<context>
    <name>ReadinessVeil</name>
    <message>
        <source>In the making · %1 %</source>
        <translation>En preparación · %1 %</translation>
    </message>
    <message>
        <source>Coming soon</source>
        <translation>Próximamente</translation>
    </message>
</context>
<context>
    <name>Screen</name>
    <message>
        <source>own window</source>
        <translation>ventana propia</translation>
    </message>
    <message>
        <source>in the page</source>
        <translation>en la página</translation>
    </message>
    <message>
        <source>the page lost {share} % of the pictures</source>
        <translation>la página perdió el {share} % de las imágenes</translation>
    </message>
    <message>
        <source>Surface</source>
        <translation>Superficie</translation>
    </message>
</context>
<context>
    <name>Scrubber</name>
    <message>
        <source>Live, %1</source>
        <translation>En directo, %1</translation>
    </message>
    <message>
        <source>Position %1 of %2</source>
        <translation>Posición %1 de %2</translation>
    </message>
</context>
<context>
    <name>SearchOffers</name>
    <message>
        <source>You searched for</source>
        <translation>Buscaste</translation>
    </message>
    <message>
        <source>Forget these</source>
        <translation>Olvidarlas</translation>
    </message>
    <message>
        <source>Or look around by genre</source>
        <translation>O mira por género</translation>
    </message>
</context>
<context>
    <name>SearchPage</name>
    <message>
        <source>Search</source>
        <translation>Buscar</translation>
    </message>
    <message>
        <source>Titles, people, genres</source>
        <translation>Títulos, personas, géneros</translation>
    </message>
    <message>
        <source>Nothing is called “%1” here.</source>
        <translation>Nada se llama «%1» aquí.</translation>
    </message>
    <message>
        <source>Try fewer letters, a name or a genre.</source>
        <translation>Prueba con menos letras, un nombre o un género.</translation>
    </message>
</context>
<context>
    <name>Seasons</name>
    <message>
        <source>Download episode %1</source>
        <translation>Descargar episodio %1</translation>
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
        <translation>Ajustes</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <source>What the app speaks. Titles keep their own.</source>
        <translation>El idioma de la aplicación. Los títulos conservan el suyo.</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>El del sistema</translation>
    </message>
    <message>
        <source>Calm motion</source>
        <translation>Movimiento reducido</translation>
    </message>
    <message>
        <source>Pages and rows fade instead of sliding.</source>
        <translation>Las páginas y filas se funden en lugar de deslizarse.</translation>
    </message>
    <message>
        <source>On</source>
        <translation>Sí</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>No</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Tamaño del texto</translation>
    </message>
    <message>
        <source>Larger words everywhere in the app.</source>
        <translation>Texto más grande en toda la aplicación.</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Cuenta</translation>
    </message>
    <message>
        <source>Sign in with a phone or a computer.</source>
        <translation>Inicia sesión con un móvil o un ordenador.</translation>
    </message>
    <message>
        <source>Not signed in</source>
        <translation>Sin sesión</translation>
    </message>
    <message>
        <source>Enter changes a setting. Back returns.</source>
        <translation>Enter cambia un ajuste. Atrás vuelve.</translation>
    </message>
    <message>
        <source>Subtitle style</source>
        <translation>Estilo de los subtítulos</translation>
    </message>
    <message>
        <source>Size, colour, background, edge and position.</source>
        <translation>Tamaño, color, fondo, borde y posición.</translation>
    </message>
    <message>
        <source>Your own</source>
        <translation>Propio</translation>
    </message>
    <message>
        <source>As it comes</source>
        <translation>Tal como viene</translation>
    </message>
    <message>
        <source>Data saver: up to 480 lines and little ahead, half a gigabyte an hour. Best: never less than the best, even if it has to wait.</source>
        <translation>Ahorro de datos: hasta 480 líneas y poco por adelantado, medio gigabyte por hora. La mejor: nunca menos, aunque haya que esperar.</translation>
    </message>
    <message>
        <source>Skip intros and recaps</source>
        <translation>Omitir intros y resúmenes</translation>
    </message>
    <message>
        <source>Without being asked. A button takes you back.</source>
        <translation>Sin preguntar. Un botón te lleva de vuelta.</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automática</translation>
    </message>
    <message>
        <source>In the page</source>
        <translation>En la página</translation>
    </message>
    <message>
        <source>Own window</source>
        <translation>Ventana propia</translation>
    </message>
    <message>
        <source>Video surface</source>
        <translation>Superficie de vídeo</translation>
    </message>
    <message>
        <source>A window of its own helps where films stutter.</source>
        <translation>Una ventana propia ayuda si las películas van a tirones.</translation>
    </message>
</context>
<context>
    <name>SignInPage</name>
    <message>
        <source>Sign in</source>
        <translation>Iniciar sesión</translation>
    </message>
    <message>
        <source>Scan the code with your phone, or open this address and type the letters:</source>
        <translation>Escanea el código con el móvil o abre esta dirección y escribe las letras:</translation>
    </message>
    <message>
        <source>Asking for a code …</source>
        <translation>Pidiendo un código …</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Cerrar sesión</translation>
    </message>
    <message>
        <source>Sign out on all devices</source>
        <translation>Cerrar sesión en todos los dispositivos</translation>
    </message>
    <message>
        <source>Get a new code</source>
        <translation>Obtener un código nuevo</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Atrás</translation>
    </message>
    <message>
        <source>QR code for %1</source>
        <translation>Código QR de %1</translation>
    </message>
    <message>
        <source>See your plan</source>
        <translation>Ver tu plan</translation>
    </message>
    <message>
        <source>Open in the browser</source>
        <translation>Abrir en el navegador</translation>
    </message>
</context>
<context>
    <name>SleepTimer</name>
    <message>
        <source>Off</source>
        <translation>No</translation>
    </message>
    <message>
        <source>{count} minutes</source>
        <translation>{count} minutos</translation>
    </message>
    <message>
        <source>At the end of this title</source>
        <translation>Al final de este título</translation>
    </message>
</context>
<context>
    <name>SmallPicture</name>
    <message>
        <source>It plays on in the corner. P and then Enter makes it large again.</source>
        <translation>Sigue en la esquina. P y luego Intro la agranda de nuevo.</translation>
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
        <translation>Imagen</translation>
    </message>
    <message>
        <source>Decoder</source>
        <translation>Decodificador</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>Fotogramas</translation>
    </message>
    <message>
        <source>{shown} shown · {dropped} dropped</source>
        <translation>{shown} mostrados · {dropped} perdidos</translation>
    </message>
    <message>
        <source>Buffer</source>
        <translation>Búfer</translation>
    </message>
    <message>
        <source>Throughput</source>
        <translation>Velocidad</translation>
    </message>
    <message>
        <source>Started in</source>
        <translation>Inicio en</translation>
    </message>
    <message>
        <source>Waits</source>
        <translation>Esperas</translation>
    </message>
    <message>
        <source>{count} · {time} in all</source>
        <translation>{count} · {time} en total</translation>
    </message>
    <message>
        <source>Switches</source>
        <translation>Cambios</translation>
    </message>
    <message>
        <source>Downloaded</source>
        <translation>Descargado</translation>
    </message>
    <message>
        <source>Last decision</source>
        <translation>Última decisión</translation>
    </message>
    <message>
        <source>Because</source>
        <translation>Motivo</translation>
    </message>
</context>
<context>
    <name>StatsGraph</name>
    <message>
        <source>Buffer, throughput and bitrate of the last minute</source>
        <translation>Búfer, velocidad y tasa de bits del último minuto</translation>
    </message>
    <message>
        <source>Buffer, up to %1</source>
        <translation>Búfer, hasta %1</translation>
    </message>
    <message>
        <source>Throughput, up to %1</source>
        <translation>Velocidad, hasta %1</translation>
    </message>
    <message>
        <source>Chosen</source>
        <translation>Elegida</translation>
    </message>
</context>
<context>
    <name>StatsPanel</name>
    <message>
        <source>Statistics</source>
        <translation>Estadísticas</translation>
    </message>
</context>
<context>
    <name>Tile</name>
    <message>
        <source>%1, not ready yet</source>
        <translation>%1, aún no disponible</translation>
    </message>
    <message>
        <source>%1, live</source>
        <translation>%1, en directo</translation>
    </message>
    <message>
        <source>%1, new episode</source>
        <translation>%1, episodio nuevo</translation>
    </message>
    <message>
        <source>%1, not in your plan</source>
        <translation>%1, fuera de tu plan</translation>
    </message>
    <message>
        <source>LIVE</source>
        <translation>EN DIRECTO</translation>
    </message>
    <message>
        <source>New episode</source>
        <translation>Episodio nuevo</translation>
    </message>
    <message>
        <source>Not in your plan</source>
        <translation>Fuera de tu plan</translation>
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
        <translation>Silenciar</translation>
    </message>
    <message>
        <source>Volume %1 percent</source>
        <translation>Volumen al %1 por ciento</translation>
    </message>
</context>
</TS>
