pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import "../components"
import "../theme"

// What a viewer can set. Every change shows at once.
FocusScope {
    id: page

    required property var app
    readonly property var preferences: app.preferences

    signal backWanted
    signal accountWanted
    signal captionStyleWanted

    objectName: "settings-page"

    StackView.onActivated: {
        page.forceActiveFocus();
        page.app.account.look();
    }

    Keys.onEscapePressed: page.backWanted()
    Keys.onBackPressed: page.backWanted()
    Keys.onPressed: event => {
        if (event.key === Qt.Key_Backspace) {
            event.accepted = true;
            page.backWanted();
        }
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.ground
    }

    Words {
        id: heading

        anchors.left: parent.left
        anchors.leftMargin: Theme.marginX
        y: Theme.px(Theme.textScale > 1.5 ? 60 : 120)
        text: qsTr("Settings")
        font.pixelSize: Theme.displaySize
        font.weight: Font.Bold
        Accessible.role: Accessible.Heading
        Accessible.name: text
    }

    // Twice the text needs more than one screen: the line with the focus comes into view.
    Flickable {
        id: view

        anchors {
            left: parent.left
            right: parent.right
            top: heading.bottom
            topMargin: Theme.px(32)
            bottom: hint.top
            bottomMargin: Theme.px(16)
        }
        contentHeight: lines.height + 2 * lines.y
        clip: true
        interactive: contentHeight > height

        function reveal(line: Item): void {
            contentY = Math.max(0, Math.min(line.y - (height - line.height) / 2, contentHeight - height));
        }

        Behavior on contentY {
            NumberAnimation {
                duration: Theme.moveTime
                easing.type: Easing.OutCubic
            }
        }

        Column {
            id: lines

            anchors.left: parent.left
            anchors.leftMargin: Theme.marginX
            y: Theme.px(24)
            width: Math.min(view.width - 2 * Theme.marginX, Theme.px(980) * Math.max(1, Theme.textScale * 0.75))
            spacing: Theme.px(20)

            Line {
                id: language

                objectName: "language"
                focus: true
                width: parent.width
                label: qsTr("Language")
                note: qsTr("What the app speaks. Titles keep their own.")
                value: page.preferences.language_name !== "" ? page.preferences.language_name : qsTr("As the system")
                on: page.preferences.language !== ""
                onActivated: page.preferences.next_language()
                KeyNavigation.down: motion
            }

            Line {
                id: motion

                objectName: "reduced-motion"
                width: parent.width
                label: qsTr("Calm motion")
                note: qsTr("Pages and rows fade instead of sliding.")
                value: page.preferences.is_motion_reduced ? qsTr("On") : qsTr("Off")
                on: page.preferences.is_motion_reduced
                onActivated: page.preferences.reduce_motion(!page.preferences.is_motion_reduced)
                KeyNavigation.up: language
                KeyNavigation.down: textSize
            }

            Line {
                id: textSize

                objectName: "text-size"
                width: parent.width
                label: qsTr("Text size")
                note: qsTr("Larger words everywhere in the app.")
                value: qsTr("%1 %").arg(Math.round(page.preferences.text_scale * 100))
                on: page.preferences.text_step > 0
                onActivated: page.preferences.next_text_step()
                KeyNavigation.up: motion
                KeyNavigation.down: captionStyle
            }

            Line {
                id: captionStyle

                objectName: "caption-style"
                width: parent.width
                label: qsTr("Subtitle style")
                note: qsTr("Size, colour, background, edge and position.")
                value: page.app.caption_style.is_changed ? qsTr("Your own") : qsTr("As it comes")
                on: page.app.caption_style.is_changed
                role: Accessible.Button
                onActivated: page.captionStyleWanted()
                KeyNavigation.up: textSize
                KeyNavigation.down: quality
            }

            Line {
                id: quality

                objectName: "quality"
                width: parent.width
                label: page.app.quality_wish.network
                note: qsTr("Data saver: up to 480 lines and little ahead, half a gigabyte an hour. Best: never less than the best, even if it has to wait.")
                value: page.app.quality_wish.name
                on: page.app.quality_wish.choice !== "auto"
                role: Accessible.Button
                onActivated: page.app.quality_wish.turn()
                KeyNavigation.up: captionStyle
                KeyNavigation.down: skipping
            }

            Line {
                id: skipping

                objectName: "skip-intros"
                width: parent.width
                label: qsTr("Skip intros and recaps")
                note: qsTr("Without being asked. A button takes you back.")
                value: page.preferences.is_skipping ? qsTr("On") : qsTr("Off")
                on: page.preferences.is_skipping
                onActivated: page.preferences.skip_intros(!page.preferences.is_skipping)
                KeyNavigation.up: quality
                KeyNavigation.down: surface.visible ? surface : account
            }

            Line {
                id: surface

                readonly property var names: ({
                        "auto": qsTr("Automatic"),
                        "page": qsTr("In the page"),
                        "window": qsTr("Own window")
                    })

                objectName: "video-surface"
                width: parent.width
                visible: page.app.screen.is_offered
                label: qsTr("Video surface")
                note: qsTr("A window of its own helps where films stutter.")
                value: names[page.app.screen.choice]
                on: page.app.screen.choice !== "auto"
                role: Accessible.Button
                onActivated: page.app.screen.next_choice()
                KeyNavigation.up: skipping
                KeyNavigation.down: account
            }

            Line {
                id: account

                objectName: "account"
                width: parent.width
                visible: page.app.account.is_offered
                label: qsTr("Account")
                note: page.app.account.note !== "" ? page.app.account.note : qsTr("Sign in with a phone or a computer.")
                value: page.app.account.name !== "" ? page.app.account.name : qsTr("Not signed in")
                on: page.app.account.name !== ""
                role: Accessible.Button
                onActivated: page.accountWanted()
                KeyNavigation.up: surface.visible ? surface : skipping
            }
        }
    }

    Words {
        id: hint

        anchors.left: parent.left
        anchors.leftMargin: Theme.marginX
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.marginY + Theme.px(12)
        text: qsTr("Enter changes a setting. Back returns.")
        color: Theme.thirdText
        font.pixelSize: Theme.captionSize
    }

    component Line: SettingLine {
        onActiveFocusChanged: if (activeFocus)
            view.reveal(this)
    }
}
