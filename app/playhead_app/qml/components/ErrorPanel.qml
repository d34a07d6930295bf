pragma ComponentBehavior: Bound
import QtQuick
import "../theme"

// Something did not work: what, what helps, and the way on.
FocusScope {
    id: panel

    required property string message
    property string hint: ""
    property string code: ""
    property string icon: "offline"
    property bool canRetry: true
    property bool canGoBack: false
    property string other: ""

    signal retried
    signal wentBack
    signal otherWanted
    signal copied

    Accessible.role: Accessible.AlertMessage
    Accessible.name: message + " " + hint

    Column {
        anchors.centerIn: parent
        width: Math.min(parent.width - 2 * Theme.marginX, Theme.px(960))
        spacing: Theme.px(20)

        Icon {
            anchors.horizontalCenter: parent.horizontalCenter
            name: panel.icon
            size: Theme.px(72)
            color: Theme.accent
        }

        Words {
            width: parent.width
            topPadding: Theme.px(12)
            text: panel.message
            font.pixelSize: Theme.titleSize
            font.weight: Font.DemiBold
            wrapMode: Text.Wrap
            horizontalAlignment: Text.AlignHCenter
        }

        Words {
            width: parent.width
            text: panel.hint
            visible: text !== ""
            color: Theme.secondText
            wrapMode: Text.Wrap
            horizontalAlignment: Text.AlignHCenter
        }

        Row {
            anchors.horizontalCenter: parent.horizontalCenter
            topPadding: Theme.px(20)
            spacing: Theme.px(24)

            Pill {
                id: retry

                objectName: "retry"
                visible: panel.canRetry
                focus: panel.canRetry
                label: qsTr("Try again")
                icon: "retry"
                onActivated: panel.retried()
                KeyNavigation.right: other.visible ? other : back.visible ? back : copy
            }

            Pill {
                id: other

                objectName: "other-way"
                visible: panel.other !== ""
                label: panel.other
                icon: "download"
                onActivated: panel.otherWanted()
                KeyNavigation.left: retry.visible ? retry : null
                KeyNavigation.right: back.visible ? back : copy
            }

            Pill {
                id: back

                objectName: "back"
                visible: panel.canGoBack
                focus: !panel.canRetry
                label: qsTr("Back")
                onActivated: panel.wentBack()
                KeyNavigation.left: other.visible ? other : retry.visible ? retry : null
                KeyNavigation.right: copy
            }

            Pill {
                id: copy

                objectName: "copy-details"
                visible: panel.code !== ""
                label: qsTr("Copy details")
                onActivated: panel.copied()
                KeyNavigation.left: back.visible ? back : other.visible ? other : retry
            }
        }

        Words {
            width: parent.width
            topPadding: Theme.px(12)
            text: panel.code
            visible: text !== ""
            color: Theme.thirdText
            font.pixelSize: Theme.captionSize
            horizontalAlignment: Text.AlignHCenter
        }
    }
}
