pragma ComponentBehavior: Bound
import QtQuick
import "../components"
import "../theme"

// The next episode, over the credits: it plays by itself when the seconds are over.
FocusScope {
    id: card

    required property var nextUp
    readonly property bool shown: nextUp.is_shown

    signal dismissed

    objectName: "next-up"
    // Its two buttons say more in some languages.
    width: Math.max(Theme.px(660), still.width + buttons.implicitWidth + Theme.px(80))
    height: Math.max(Theme.px(230), words.implicitHeight + Theme.px(48))
    opacity: shown ? 1 : 0
    visible: shown || opacity > 0
    enabled: shown

    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("Next episode: %1").arg(card.nextUp.name)

    onShownChanged: if (shown) {
        play.focus = true;
        card.forceActiveFocus();
    }

    Behavior on opacity {
        NumberAnimation {
            duration: Theme.fadeTime
        }
    }

    Rectangle {
        anchors.fill: parent
        radius: Theme.px(20)
        color: Theme.panel
        border.color: Theme.line
        border.width: 1
    }

    Artwork {
        id: still

        anchors {
            left: parent.left
            leftMargin: Theme.px(24)
            verticalCenter: parent.verticalCenter
        }
        width: Theme.px(232)
        height: Theme.px(131)
        source: card.nextUp.still_url
    }

    Column {
        id: words

        anchors {
            left: still.right
            leftMargin: Theme.px(24)
            right: parent.right
            rightMargin: Theme.px(24)
            verticalCenter: parent.verticalCenter
        }
        spacing: Theme.px(10)

        Words {
            width: parent.width
            text: card.nextUp.is_asking ? qsTr("Are you still watching?") : qsTr("Next in %1 s").arg(card.nextUp.seconds_left)
            color: Theme.secondText
            font.pixelSize: Theme.captionSize
            tabular: true
        }

        Words {
            width: parent.width
            text: card.nextUp.name
            font.weight: Font.DemiBold
            wrapMode: Text.Wrap
            maximumLineCount: 2
        }

        Row {
            id: buttons

            topPadding: Theme.px(6)
            spacing: Theme.px(16)

            Pill {
                id: play

                objectName: "next-play"
                focus: true
                label: card.nextUp.is_asking ? qsTr("Go on") : qsTr("Play now")
                icon: "play"
                onActivated: card.nextUp.play()
                KeyNavigation.right: stay
            }

            Pill {
                id: stay

                objectName: "next-stay"
                label: qsTr("Not now")
                onActivated: {
                    card.nextUp.decline();
                    card.dismissed();
                }
            }
        }
    }

    Keys.onEscapePressed: stay.activated()
    Keys.onBackPressed: stay.activated()
}
