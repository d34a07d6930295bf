pragma ComponentBehavior: Bound
import QtQuick
import "../components"
import "../theme"

// Instead of the picture: why the title can't be played, and what helps.
Rectangle {
    id: fault

    required property var app
    required property bool shown
    readonly property var playback: app.playback

    signal retried
    signal wentBack

    color: Theme.ground
    visible: shown

    Loader {
        anchors.fill: parent
        active: fault.shown
        onLoaded: forceActiveFocus()

        sourceComponent: ErrorPanel {
            objectName: "player-error"
            focus: true
            message: fault.playback.problem_message
            hint: fault.playback.problem_hint
            code: fault.playback.problem_code
            icon: "film"
            canGoBack: true
            onRetried: fault.retried()
            onWentBack: fault.wentBack()
            onCopied: fault.app.faults.copy(message, hint, code)
        }
    }
}
