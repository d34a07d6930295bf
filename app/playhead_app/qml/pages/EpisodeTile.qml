pragma ComponentBehavior: Bound
import QtQuick
import "../components"
import "../theme"

// One episode: its still, number, name, length and a line of story.
Item {
    id: tile

    required property int index
    required property string episode_id
    required property int number
    required property string name
    required property string story
    required property string still_url
    required property string tint
    required property string length
    required property real readiness
    required property real watched

    property bool lit: false

    signal picked(int index)

    width: Theme.stillWidth
    height: Theme.stillHeight

    Accessible.role: Accessible.ListItem
    Accessible.name: qsTr("Episode %1, %2").arg(number).arg(name)
    Accessible.description: story
    Accessible.focusable: true
    Accessible.focused: lit
    Accessible.onPressAction: tile.picked(tile.index)

    Item {
        width: Theme.stillWidth
        height: Theme.stillHeight
        scale: tile.lit ? Theme.focusScale : 1

        Behavior on scale {
            NumberAnimation {
                duration: Theme.moveTime
                easing.type: Easing.OutCubic
            }
        }

        Artwork {
            anchors.fill: parent
            source: tile.still_url
            fallback: tile.name
            tint: tile.tint
        }

        ReadinessVeil {
            anchors.fill: parent
            readiness: tile.readiness
        }

        ProgressLine {
            anchors {
                left: parent.left
                right: parent.right
                bottom: parent.bottom
                margins: Theme.px(10)
            }
            share: tile.watched
        }

        FocusRing {
            shown: tile.lit
        }
    }

    Column {
        y: Theme.stillHeight + Theme.px(20)
        width: parent.width
        spacing: Theme.px(4)

        Words {
            width: parent.width
            text: qsTr("%1. %2").arg(tile.number).arg(tile.name)
            color: tile.lit ? Theme.text : Theme.secondText
            font.weight: Font.DemiBold
        }

        Words {
            width: parent.width
            text: [tile.length, tile.story].filter(part => part !== "").join(" · ")
            color: Theme.thirdText
            font.pixelSize: Theme.captionSize
            wrapMode: Text.Wrap
            maximumLineCount: 2
        }
    }

    TapHandler {
        onTapped: tile.picked(tile.index)
    }
}
