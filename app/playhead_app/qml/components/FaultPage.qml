pragma ComponentBehavior: Bound
import QtQuick
import "../theme"

// Something broke that nobody foresaw: says so over whatever is shown, and gives the focus back to it.
FocusScope {
    id: page

    required property var faults
    required property Item behind

    objectName: "fault"
    visible: faults.is_shown
    enabled: visible

    onVisibleChanged: {
        if (visible)
            goOn.forceActiveFocus();
        else
            page.behind.forceActiveFocus();
    }

    Accessible.role: Accessible.AlertMessage
    Accessible.name: page.faults.message + " " + page.faults.hint
    Accessible.ignored: !visible

    // Keys must not reach the page below, and Back goes on as well.
    Keys.onPressed: event => {
        event.accepted = true;
        if ([Qt.Key_Escape, Qt.Key_Back, Qt.Key_Backspace].includes(event.key))
            page.faults.go_on();
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.dark(0.94)
    }

    // Nor may the pointer.
    MouseArea {
        anchors.fill: parent
        hoverEnabled: true
        acceptedButtons: Qt.AllButtons
        onWheel: event => event.accepted = true
    }

    Column {
        anchors.centerIn: parent
        width: Math.min(parent.width - 2 * Theme.marginX, Theme.px(960))
        spacing: Theme.px(20)

        Words {
            width: parent.width
            text: page.faults.message
            font.pixelSize: Theme.titleSize
            font.weight: Font.DemiBold
            wrapMode: Text.Wrap
            horizontalAlignment: Text.AlignHCenter
        }

        Words {
            width: parent.width
            text: page.faults.hint
            color: Theme.secondText
            wrapMode: Text.Wrap
            horizontalAlignment: Text.AlignHCenter
        }

        Row {
            anchors.horizontalCenter: parent.horizontalCenter
            topPadding: Theme.px(20)
            spacing: Theme.px(24)

            Pill {
                id: goOn

                objectName: "fault-go-on"
                focus: true
                primary: true
                label: qsTr("Go on")
                onActivated: page.faults.go_on()
                KeyNavigation.right: copy
            }

            Pill {
                id: copy

                objectName: "fault-copy"
                label: qsTr("Copy details")
                onActivated: page.faults.copy_crash()
                KeyNavigation.left: goOn
            }
        }

        Words {
            width: parent.width
            topPadding: Theme.px(12)
            text: page.faults.code
            color: Theme.thirdText
            font.pixelSize: Theme.captionSize
            horizontalAlignment: Text.AlignHCenter
        }
    }
}
