pragma ComponentBehavior: Bound
import QtQuick
import "../theme"

// The time of day, as the system writes it.
Words {
    id: clock

    tabular: true
    color: Theme.text
    text: Qt.formatTime(new Date(), Qt.locale().timeFormat(Locale.ShortFormat))

    Timer {
        interval: 5000
        running: clock.visible
        repeat: true
        triggeredOnStart: true
        onTriggered: clock.text = Qt.locale().toString(new Date(), Qt.locale().timeFormat(Locale.ShortFormat))
    }
}
