pragma ComponentBehavior: Bound
import QtQuick
import "../components"
import "../theme"

// The first screen of a title's page: its name, what it is about, and Play.
FocusScope {
    id: top

    required property var details
    required property var account
    // Whether it can be downloaded, and what is said of a download that there is.
    property bool canKeep: false
    property string keepMark: ""

    signal played(bool fromStart)
    signal kept
    signal retried
    signal backWanted
    signal accountWanted

    Column {
        anchors.left: parent.left
        anchors.bottom: parent.bottom
        width: parent.width
        spacing: Theme.px(22)

        TitleArt {
            width: parent.width
            name: top.details.name
            source: top.details.title_art_url
        }

        Words {
            width: parent.width
            text: top.details.facts
            visible: text !== ""
            color: Theme.secondText
            font.weight: Font.Medium
        }

        Column {
            width: parent.width
            visible: !top.details.is_included
            spacing: Theme.px(12)

            Tag {
                objectName: "not-included"
                text: qsTr("Not in your plan")
                color: Theme.secondText
                Accessible.role: Accessible.StaticText
                Accessible.name: text
            }

            Words {
                width: parent.width
                text: top.account.plan_hint
                color: Theme.secondText
                wrapMode: Text.Wrap
            }
        }

        Words {
            width: parent.width
            text: top.details.story
            wrapMode: Text.Wrap
            maximumLineCount: Theme.textScale > 1.4 ? 3 : 5
            lineHeight: 1.35
        }

        Column {
            visible: top.details.phase === "loading" && top.details.story === ""
            spacing: Theme.px(14)

            Repeater {
                model: [760, 720, 480]

                Skeleton {
                    required property int modelData

                    width: Theme.px(modelData)
                    height: Theme.px(22)
                }
            }
        }

        Column {
            width: parent.width
            spacing: Theme.px(6)

            Repeater {
                model: top.details.credits

                Row {
                    id: fact

                    required property var modelData

                    spacing: Theme.px(16)

                    Words {
                        text: fact.modelData.name
                        color: Theme.thirdText
                        font.pixelSize: Theme.captionSize
                        width: Theme.type(120)
                    }

                    Words {
                        text: fact.modelData.value
                        color: Theme.secondText
                        font.pixelSize: Theme.captionSize
                        width: top.width - Theme.type(120) - fact.spacing
                    }
                }
            }
        }

        Words {
            width: parent.width
            visible: top.details.phase === "failed"
            text: top.details.message + " " + top.details.hint
            color: Theme.secondText
            wrapMode: Text.Wrap
        }

        Row {
            anchors.left: parent.left
            topPadding: Theme.px(8)
            spacing: Theme.px(24)

            Pill {
                id: play

                objectName: "details-play"
                visible: top.details.phase !== "failed" && top.details.is_included
                focus: visible
                primary: true
                label: top.details.readiness < 1 ? qsTr("In the making · %1 %").arg(Math.floor(top.details.readiness * 100)) : top.details.watched > 0 ? qsTr("Resume") : qsTr("Play")
                icon: top.details.readiness < 1 ? "film" : "play"
                onActivated: top.played(false)
                KeyNavigation.right: anew.visible ? anew : listed
            }

            Pill {
                id: signIn

                objectName: "details-sign-in"
                visible: top.details.phase !== "failed" && !top.details.is_included && top.account.is_offered
                focus: visible
                primary: true
                label: top.account.name === "" ? qsTr("Sign in") : qsTr("Your account")
                onActivated: top.accountWanted()
                KeyNavigation.right: listed
            }

            Pill {
                id: anew

                objectName: "details-anew"
                visible: play.visible && top.details.watched > 0 && top.details.readiness >= 1
                label: qsTr("From the start")
                icon: "retry"
                onActivated: top.played(true)
                KeyNavigation.left: play
                KeyNavigation.right: listed
            }

            Pill {
                id: listed

                objectName: "details-list"
                visible: top.details.phase !== "failed"
                label: top.details.is_listed ? qsTr("On my list") : qsTr("My list")
                icon: top.details.is_listed ? "check" : "add"
                onActivated: top.details.toggle_listed()
                focus: visible && !play.visible && !signIn.visible
                KeyNavigation.left: anew.visible ? anew : play.visible ? play : signIn.visible ? signIn : null
                KeyNavigation.right: keep.visible ? keep : forget.visible ? forget : null
            }

            Pill {
                id: keep

                objectName: "details-download"
                visible: play.visible && top.canKeep && top.details.readiness >= 1
                label: top.keepMark !== "" ? top.keepMark : qsTr("Download")
                icon: top.keepMark !== "" ? "check" : "download"
                onActivated: top.kept()
                KeyNavigation.left: listed
                KeyNavigation.right: forget.visible ? forget : null
            }

            Pill {
                id: forget

                objectName: "details-forget"
                visible: play.visible && top.details.watched > 0
                // Its name is long: it shows while it has the focus.
                quiet: !activeFocus
                label: qsTr("Remove from “continue watching”")
                icon: "close"
                implicitWidth: quiet ? implicitHeight : contentWidth
                onActivated: {
                    top.details.forget_progress();
                    listed.forceActiveFocus();
                }
                KeyNavigation.left: keep.visible ? keep : listed
            }

            Pill {
                objectName: "details-retry"
                visible: top.details.phase === "failed"
                focus: visible
                label: qsTr("Try again")
                icon: "retry"
                onActivated: top.retried()
                KeyNavigation.right: back
            }

            Pill {
                id: back

                visible: top.details.phase === "failed"
                label: qsTr("Back")
                onActivated: top.backWanted()
            }
        }
    }
}
