pragma ComponentBehavior: Bound
import QtQuick
import "../theme"

// A breath of the focused title's own colour on the ground behind the rows.
Rectangle {
    id: ambience

    property string tint: ""
    property bool shown: false
    property color light: tint !== "" ? tint : Theme.raised

    opacity: shown ? 1 : 0
    visible: opacity > 0

    Behavior on opacity {
        NumberAnimation {
            duration: 400
        }
    }
    Behavior on light {
        ColorAnimation {
            duration: 600
            easing.type: Easing.InOutQuad
        }
    }

    function glow(strength: real): color {
        return Theme.fade(ambience.light, strength);
    }

    gradient: Gradient {
        GradientStop {
            position: 0
            color: ambience.glow(0.46)
        }
        GradientStop {
            position: 0.25
            color: ambience.glow(0.34)
        }
        GradientStop {
            position: 0.5
            color: ambience.glow(0.16)
        }
        GradientStop {
            position: 0.75
            color: ambience.glow(0.05)
        }
        GradientStop {
            position: 1
            color: ambience.glow(0)
        }
    }
}
