pragma ComponentBehavior: Bound
import QtQuick
import "../components"
import "../theme"

// The top of the home page: one title's name, two lines of story, Play and More.
FocusScope {
    id: hero

    required property var heroes

    readonly property bool filled: heroes.count > 0

    signal played(string titleId, string name)
    signal opened(string titleId)

    Column {
        anchors.left: parent.left
        anchors.bottom: parent.bottom
        width: Theme.px(720) * Math.min(1.3, Math.max(1, Theme.textScale * 0.75))
        spacing: Theme.px(22)

        TitleArt {
            width: parent.width
            name: hero.heroes.name
            source: hero.heroes.title_art_url
        }

        Words {
            width: parent.width
            text: hero.heroes.facts
            visible: text !== ""
            color: Theme.secondText
            font.weight: Font.Medium
        }

        Words {
            width: parent.width
            text: hero.heroes.story
            wrapMode: Text.Wrap
            maximumLineCount: 2
            lineHeight: 1.3
        }

        Row {
            anchors.left: parent.left
            topPadding: Theme.px(10)
            spacing: Theme.px(24)

            Pill {
                id: play

                objectName: "hero-play"
                focus: true
                primary: true
                label: hero.heroes.readiness < 1 ? qsTr("In the making") : qsTr("Play")
                icon: hero.heroes.readiness < 1 ? "film" : "play"
                onActivated: if (hero.filled)
                    hero.played(hero.heroes.title_id, hero.heroes.name)
                KeyNavigation.right: more
            }

            Pill {
                id: more

                objectName: "hero-more"
                label: qsTr("More")
                icon: "more"
                onActivated: if (hero.filled)
                    hero.opened(hero.heroes.title_id)
                KeyNavigation.left: play
            }
        }

        // Which of the heroes this is.
        Row {
            anchors.left: parent.left
            spacing: Theme.px(10)
            visible: hero.heroes.count > 1

            Repeater {
                model: hero.heroes.count

                Rectangle {
                    required property int index
                    readonly property bool current: index === hero.heroes.current

                    width: current ? Theme.px(28) : Theme.px(8)
                    height: Theme.px(8)
                    radius: height / 2
                    color: current ? Theme.text : Theme.thirdText

                    Behavior on width {
                        NumberAnimation {
                            duration: Theme.pageTime
                            easing.type: Easing.OutCubic
                        }
                    }
                }
            }
        }
    }
}
