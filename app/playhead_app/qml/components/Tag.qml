pragma ComponentBehavior: Bound
import QtQuick
import "../theme"

// On a tile or above a title: the one thing to know of it before it is opened.
Rectangle {
    id: tag

    property alias text: words.text

    width: words.implicitWidth + Theme.px(24)
    height: words.implicitHeight + Theme.px(10)
    radius: Theme.px(6)
    color: Theme.accent

    Words {
        id: words

        anchors.centerIn: parent
        color: Theme.ground
        font.pixelSize: Theme.captionSize
        font.weight: Font.DemiBold
    }
}
