pragma ComponentBehavior: Bound
import QtQuick
import "../components"
import "../theme"

// One download: its picture, its name, how far it is, and what can be done about it.
FocusScope {
    id: line

    required property string download_id
    required property string name
    required property string subtitle
    required property string picture_url
    required property string status
    required property string note
    required property real share
    required property bool is_playable
    required property bool is_under_way
    required property bool is_failed

    property bool sure: false

    signal played(string downloadId)
    signal paused(string downloadId)
    signal resumed(string downloadId)
    signal removed(string downloadId)

    height: Math.max(Theme.px(172), words.implicitHeight + Theme.px(36))

    Accessible.role: Accessible.ListItem
    Accessible.name: [name, subtitle].filter(part => part !== "").join(", ")
    Accessible.description: [status, note].filter(part => part !== "").join(", ")
    Accessible.focusable: true

    onActiveFocusChanged: if (!activeFocus)
        sure = false

    Rectangle {
        anchors.fill: parent
        radius: Theme.px(16)
        color: line.activeFocus ? Theme.light(0.10) : Theme.raised
        border.width: line.activeFocus ? Theme.px(2) : 0
        border.color: Theme.light(0.30)
    }

    Artwork {
        id: picture

        anchors {
            left: parent.left
            leftMargin: Theme.px(18)
            verticalCenter: parent.verticalCenter
        }
        width: Theme.px(242)
        height: Theme.px(136)
        source: line.picture_url
        fallback: line.picture_url === "" ? line.name : ""
    }

    Column {
        id: words

        anchors {
            left: picture.right
            leftMargin: Theme.px(32)
            right: actions.left
            rightMargin: Theme.px(32)
            verticalCenter: parent.verticalCenter
        }
        spacing: Theme.px(6)

        Words {
            width: parent.width
            text: line.name
            font.weight: Font.DemiBold
            font.pixelSize: Theme.sectionSize
        }

        Words {
            width: parent.width
            visible: text !== ""
            text: line.subtitle
            color: Theme.secondText
        }

        Words {
            width: parent.width
            text: [line.status, line.note].filter(part => part !== "").join(" · ")
            color: line.is_failed ? Theme.live : Theme.secondText
            font.pixelSize: Theme.captionSize
            wrapMode: Text.Wrap
            maximumLineCount: 2
            tabular: true
        }

        Item {
            width: parent.width
            height: Theme.px(12)
            visible: line.share < 1

            Rectangle {
                anchors.bottom: parent.bottom
                width: parent.width
                height: Theme.px(4)
                radius: height / 2
                color: Theme.light(0.18)

                Rectangle {
                    anchors.left: parent.left
                    width: parent.width * line.share
                    height: parent.height
                    radius: parent.radius
                    color: line.is_failed ? Theme.thirdText : Theme.accent
                }
            }
        }
    }

    Row {
        id: actions

        anchors {
            right: parent.right
            rightMargin: Theme.px(28)
            verticalCenter: parent.verticalCenter
        }
        spacing: Theme.px(20)

        Pill {
            id: play

            objectName: "download-play"
            visible: line.is_playable
            focus: line.is_playable
            label: qsTr("Play")
            icon: "play"
            primary: true
            onActivated: line.played(line.download_id)
            KeyNavigation.right: go.visible ? go : remove
        }

        Pill {
            id: go

            objectName: "download-go"
            visible: line.is_under_way || !line.is_playable || line.is_failed
            focus: !line.is_playable
            label: line.is_under_way ? qsTr("Pause") : line.is_failed ? qsTr("Try again") : qsTr("Resume")
            icon: line.is_under_way ? "pause" : line.is_failed ? "retry" : "download"
            onActivated: line.is_under_way ? line.paused(line.download_id) : line.resumed(line.download_id)
            KeyNavigation.left: play.visible ? play : null
            KeyNavigation.right: remove
        }

        Pill {
            id: remove

            objectName: "download-remove"
            label: line.sure ? qsTr("Really delete?") : qsTr("Delete")
            icon: "delete"
            onActivated: {
                if (line.sure)
                    line.removed(line.download_id);
                line.sure = !line.sure;
            }
            onActiveFocusChanged: if (!activeFocus)
                line.sure = false
            KeyNavigation.left: go.visible ? go : play
        }
    }
}
