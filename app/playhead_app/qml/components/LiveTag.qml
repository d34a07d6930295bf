pragma ComponentBehavior: Bound
import QtQuick
import "../theme"

// On a tile: this is on now.
Rectangle {
    width: words.implicitWidth + Theme.px(24)
    height: words.implicitHeight + Theme.px(10)
    radius: Theme.px(6)
    color: Theme.live

    Words {
        id: words

        anchors.centerIn: parent
        text: qsTr("LIVE")
        color: Theme.ground
        font.pixelSize: Theme.captionSize
        font.weight: Font.DemiBold
    }
}
