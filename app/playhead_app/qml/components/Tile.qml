pragma ComponentBehavior: Bound
import QtQuick
import "../theme"

// One title in a row: a poster or a still, its name only while it has the focus.
Item {
    id: tile

    required property int index
    required property string title_id
    required property string name
    required property string kind
    required property string poster_url
    required property string still_url
    required property string tint
    required property string facts
    required property real readiness
    required property real watched
    required property bool has_new_episode
    required property bool is_included

    property bool still: false
    property bool lit: false

    signal picked(int index)

    width: still ? Theme.stillWidth : Theme.posterWidth
    height: still ? Theme.stillHeight : Theme.posterHeight
    z: lit ? 2 : 0

    Accessible.role: Accessible.ListItem
    Accessible.name: readiness < 1 ? qsTr("%1, not ready yet").arg(name) : !is_included ? qsTr("%1, not in your plan").arg(name) : has_new_episode ? qsTr("%1, new episode").arg(name) : kind === "live" ? qsTr("%1, live").arg(name) : name
    Accessible.description: facts
    Accessible.focusable: true
    Accessible.focused: lit
    Accessible.onPressAction: tile.picked(tile.index)

    Item {
        id: lifted

        anchors.fill: parent
        scale: tile.lit ? Theme.focusScale : 1
        transformOrigin: Item.Center

        Behavior on scale {
            NumberAnimation {
                duration: Theme.moveTime
                easing.type: Easing.OutCubic
            }
        }

        // The lift: a shadow that only the focused tile throws.
        Rectangle {
            anchors.fill: parent
            anchors.topMargin: Theme.px(14)
            anchors.bottomMargin: -Theme.px(10)
            radius: Theme.tileRadius
            color: "black"
            opacity: tile.lit ? 0.35 : 0
        }

        Artwork {
            anchors.fill: parent
            source: tile.still ? tile.still_url : tile.poster_url
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

        // One for whatever there is to say: ten thousand tiles must be cheap.
        Tag {
            anchors {
                left: parent.left
                top: parent.top
                margins: Theme.px(10)
            }
            visible: text !== ""
            text: tile.kind === "live" ? qsTr("LIVE") : !tile.is_included ? qsTr("Not in your plan") : tile.has_new_episode ? qsTr("New episode") : ""
            color: tile.kind === "live" ? Theme.live : tile.is_included ? Theme.accent : Theme.secondText
        }

        FocusRing {
            shown: tile.lit
        }
    }

    Column {
        anchors {
            top: parent.bottom
            topMargin: Theme.px(20)
            left: parent.left
        }
        width: Math.max(parent.width, Theme.type(420))
        opacity: tile.lit ? 1 : 0
        visible: opacity > 0
        spacing: Theme.px(2)

        Behavior on opacity {
            NumberAnimation {
                duration: Theme.fadeTime
            }
        }

        Words {
            width: parent.width
            text: tile.name
            font.weight: Font.DemiBold
        }

        Words {
            width: parent.width
            text: tile.facts
            visible: text !== ""
            color: Theme.secondText
            font.pixelSize: Theme.captionSize
        }
    }

    HoverHandler {
        cursorShape: Qt.PointingHandCursor
    }

    TapHandler {
        onTapped: tile.picked(tile.index)
    }
}
