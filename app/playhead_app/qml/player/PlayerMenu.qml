pragma ComponentBehavior: Bound
import QtQuick

// The player's one menu; `kind` says of what. Closing it tells which it was, so that its button gets the focus back.
ChoiceMenu {
    id: menu

    required property var playback
    required property var sleepTimer
    property string kind: ""

    signal closedMenu(string kind)

    readonly property var lists: ({
            "audio": menu.playback.audio,
            "captions": menu.playback.captions.choices,
            "quality": menu.playback.qualities,
            "speed": menu.playback.speeds,
            "sleep": menu.sleepTimer.choices
        })
    readonly property var headings: ({
            "audio": qsTr("Audio"),
            "captions": qsTr("Subtitles"),
            "quality": qsTr("Quality"),
            "speed": qsTr("Speed"),
            "sleep": qsTr("Sleep timer")
        })

    objectName: kind + "-menu"
    heading: headings[kind] ?? ""
    choices: lists[kind] ?? null

    function open(wanted: string): void {
        menu.kind = wanted;
        menu.shown = true;
    }

    function leave(): void {
        menu.shown = false;
        menu.closedMenu(menu.kind);
    }

    onChosen: choiceId => {
        switch (menu.kind) {
        case "audio":
            menu.playback.choose_audio(choiceId);
            break;
        case "captions":
            menu.playback.captions.choose(choiceId);
            break;
        case "quality":
            menu.playback.choose_quality(choiceId);
            break;
        case "speed":
            menu.playback.choose_speed(choiceId);
            break;
        case "sleep":
            menu.sleepTimer.choose(choiceId);
            break;
        }
        menu.leave();
    }
    onClosed: menu.leave()
}
