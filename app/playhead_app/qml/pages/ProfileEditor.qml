pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import "../components"
import "../theme"

// One profile: name, picture, and how far it may look.
FocusScope {
    id: page

    required property var app
    required property string profileId
    property string name: ""
    property string avatar: ""
    property string maxRating: ""
    property bool isKids: false
    readonly property var pictures: Object.keys(Theme.avatars)
    readonly property var limits: ["", "All", "7+", "12+", "16+"]
    readonly property bool canDelete: profileId !== "" && profileId !== app.household.current_id

    signal backWanted

    objectName: "profile-editor"

    StackView.onActivated: page.forceActiveFocus()
    Component.onCompleted: if (avatar === "")
        avatar = pictures[app.household.profiles.count % pictures.length]

    Keys.onEscapePressed: page.backWanted()
    Keys.onBackPressed: page.backWanted()
    Keys.onPressed: event => {
        const letter = event.text;
        event.accepted = true;
        if (event.key === Qt.Key_Backspace && page.name !== "")
            page.name = page.name.slice(0, -1);
        else if (event.key === Qt.Key_Backspace)
            page.backWanted();
        else if (letter !== "" && letter >= " " && letter !== "\u007f" && !(event.modifiers & (Qt.ControlModifier | Qt.AltModifier)))
            page.write(letter);
        else
            event.accepted = false;
    }

    function write(letter: string): void {
        // A name begins with a capital, as does each word of it.
        const first = page.name === "" || page.name.endsWith(" ");
        if (page.name.length < 24)
            page.name = (page.name + (first ? letter.toUpperCase() : letter)).replace(/^ +/, "");
    }

    function save(): void {
        page.app.household.save(page.profileId, page.name, page.avatar, page.maxRating, page.isKids);
        page.backWanted();
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.ground
    }

    Words {
        id: heading

        anchors {
            left: parent.left
            leftMargin: Theme.marginX
            top: parent.top
            topMargin: Theme.marginY + Theme.px(24)
        }
        text: page.profileId === "" ? qsTr("Somebody new") : qsTr("Change %1").arg(page.name)
        font.pixelSize: Theme.titleSize
        font.weight: Font.Bold
        Accessible.role: Accessible.Heading
        Accessible.name: text
    }

    // The keyboard keeps its direction; its place turns with the page.
    FocusScope {
        id: board

        focus: true
        anchors {
            left: heading.left
            top: heading.bottom
            topMargin: Theme.px(40)
        }
        width: keys.implicitWidth
        height: keys.implicitHeight

        KeyPad {
            id: keys

            objectName: "name-pad"
            focus: true
            onTyped: letter => page.write(letter)
            onErased: page.name = page.name.slice(0, -1)
            onCleared: page.name = ""
            onRightBehind: if (!Theme.mirrored)
                faces.forceActiveFocus()
            onLeftBehind: if (Theme.mirrored)
                faces.forceActiveFocus()
        }
    }

    Column {
        anchors {
            left: board.right
            leftMargin: Theme.px(80)
            right: parent.right
            rightMargin: Theme.marginX
            top: board.top
        }
        spacing: Theme.px(28)

        Row {
            anchors.left: parent.left
            spacing: Theme.px(32)

            Avatar {
                picture: page.avatar
                size: Theme.px(132)
            }

            Words {
                anchors.verticalCenter: parent.verticalCenter
                text: page.name !== "" ? page.name : qsTr("Name")
                color: page.name !== "" ? Theme.text : Theme.thirdText
                font.pixelSize: Theme.titleSize
                font.weight: Font.DemiBold
                Accessible.role: Accessible.EditableText
                Accessible.name: qsTr("Name")
                Accessible.description: page.name
            }
        }

        FocusScope {
            id: faces

            property int current: Math.max(0, page.pictures.indexOf(page.avatar))

            function step(across: int): void {
                const there = current + across;
                if (there < 0)
                    board.forceActiveFocus();
                else if (there < page.pictures.length) {
                    current = there;
                    repeater.itemAt(there).forceActiveFocus();
                }
            }

            objectName: "avatars"
            width: row.width
            height: row.height
            Keys.onLeftPressed: step(Theme.mirrored ? 1 : -1)
            Keys.onRightPressed: step(Theme.mirrored ? -1 : 1)
            Keys.onDownPressed: kids.forceActiveFocus()

            Row {
                id: row

                Repeater {
                    id: repeater

                    model: page.pictures

                    AvatarTile {
                        required property int index
                        required property string modelData

                        size: Theme.px(84)
                        focus: index === faces.current
                        label: ""
                        picture: modelData
                        chosen: modelData === page.avatar
                        onActivated: page.avatar = modelData
                    }
                }
            }
        }

        SettingLine {
            id: kids

            objectName: "is-kids"
            width: parent.width
            label: qsTr("Kids profile")
            note: qsTr("Titles above the limit are not shown at all.")
            value: page.isKids ? qsTr("On") : qsTr("Off")
            on: page.isKids
            onActivated: {
                page.isKids = !page.isKids;
                if (page.isKids && page.maxRating === "")
                    page.maxRating = "7+";
            }
            Keys.onUpPressed: faces.forceActiveFocus()
            Keys.onDownPressed: limit.forceActiveFocus()
            Keys.onLeftPressed: board.forceActiveFocus()
        }

        SettingLine {
            id: limit

            objectName: "max-rating"
            width: parent.width
            label: qsTr("Age limit")
            note: page.isKids ? qsTr("What is rated higher can't be found.") : qsTr("What is rated higher asks for the parents' PIN.")
            value: page.maxRating === "" ? qsTr("None") : page.maxRating === "All" ? qsTr("For all ages") : qsTr("Up to %1").arg(page.maxRating)
            on: page.maxRating !== ""
            onActivated: {
                const next = page.limits[(page.limits.indexOf(page.maxRating) + 1) % page.limits.length];
                // A kids profile without a limit would be none.
                page.maxRating = page.isKids && next === "" ? "All" : next;
            }
            Keys.onUpPressed: kids.forceActiveFocus()
            Keys.onDownPressed: save.forceActiveFocus()
            Keys.onLeftPressed: board.forceActiveFocus()
        }

        Row {
            anchors.left: parent.left
            topPadding: Theme.px(12)
            spacing: Theme.px(24)

            Pill {
                id: save

                objectName: "save-profile"
                primary: true
                label: qsTr("Save")
                icon: "check"
                opacity: page.name.trim() !== "" ? 1 : 0.5
                onActivated: if (page.name.trim() !== "")
                    page.save()
                Keys.onUpPressed: limit.forceActiveFocus()
                KeyNavigation.right: gone.visible ? gone : null
                // Not by KeyNavigation: that would also lead from the keyboard straight to here.
                Keys.onLeftPressed: board.forceActiveFocus()
            }

            Pill {
                id: gone

                property bool sure: false

                objectName: "delete-profile"
                visible: page.canDelete
                label: sure ? qsTr("Really delete everything of it?") : qsTr("Delete")
                icon: "close"
                onActivated: {
                    if (sure) {
                        page.app.household.delete(page.profileId);
                        page.backWanted();
                    }
                    sure = !sure;
                }
                onActiveFocusChanged: if (!activeFocus)
                    sure = false
                Keys.onUpPressed: limit.forceActiveFocus()
                KeyNavigation.left: save
            }
        }
    }
}
