pragma ComponentBehavior: Bound
import QtQuick
import "../theme"

// Somebody to choose: their picture, and their name below it.
FocusScope {
    id: tile

    required property string label
    property string picture: ""
    property string icon: ""
    property string note: ""
    property bool chosen: false
    property real size: Theme.px(180)

    signal activated

    implicitWidth: size + Theme.px(24)
    implicitHeight: size + (label !== "" ? Theme.px(92) : 0)

    Accessible.role: Accessible.Button
    Accessible.name: label !== "" ? label : picture
    Accessible.description: note
    Accessible.focusable: true
    Accessible.onPressAction: tile.activated()

    Keys.onReturnPressed: event => tile.press(event)
    Keys.onEnterPressed: event => tile.press(event)
    Keys.onSpacePressed: event => tile.press(event)
    Keys.onSelectPressed: event => tile.press(event)

    function press(event: KeyEvent): void {
        event.accepted = true;
        if (!event.isAutoRepeat)
            tile.activated();
    }

    Item {
        id: face

        anchors.horizontalCenter: parent.horizontalCenter
        width: tile.size
        height: tile.size
        scale: tile.activeFocus ? Theme.focusScale : 1

        Behavior on scale {
            NumberAnimation {
                duration: Theme.moveTime
                easing.type: Easing.OutCubic
            }
        }

        Avatar {
            visible: tile.picture !== ""
            picture: tile.picture
            size: tile.size
        }

        Rectangle {
            anchors.fill: parent
            visible: tile.picture === ""
            radius: width / 2
            color: Theme.raised
            border.width: Theme.px(2)
            border.color: Theme.line

            Icon {
                anchors.centerIn: parent
                name: tile.icon
                size: tile.size * 0.36
                color: Theme.secondText
            }
        }

        Rectangle {
            anchors.right: parent.right
            anchors.bottom: parent.bottom
            visible: tile.chosen
            width: tile.size * 0.28
            height: width
            radius: width / 2
            color: Theme.accent

            Icon {
                anchors.centerIn: parent
                name: "check"
                size: parent.width * 0.62
                color: Theme.ground
            }
        }

        FocusRing {
            shown: tile.activeFocus
            innerRadius: tile.size / 2
        }
    }

    Words {
        anchors.top: face.bottom
        anchors.topMargin: Theme.px(20)
        width: parent.width
        text: tile.label
        color: tile.activeFocus ? Theme.text : Theme.secondText
        font.weight: Font.DemiBold
        horizontalAlignment: Text.AlignHCenter
    }

    Words {
        anchors.bottom: parent.bottom
        width: parent.width
        text: tile.note
        color: Theme.thirdText
        font.pixelSize: Theme.captionSize
        horizontalAlignment: Text.AlignHCenter
    }

    HoverHandler {
        cursorShape: Qt.PointingHandCursor
    }

    TapHandler {
        onTapped: {
            tile.forceActiveFocus(Qt.MouseFocusReason);
            tile.activated();
        }
    }
}
