pragma ComponentBehavior: Bound
import QtQuick
import "../theme"

// The ground melting away: opaque at one edge, nothing at the other. Its stops lie on a smooth curve, because
// a straight ramp shows its ends as edges on a dark screen.
Rectangle {
    id: scrim

    property int orientation: Gradient.Horizontal
    property bool opaqueAtEnd: false
    property real strength: 1
    property real shown: 1

    opacity: shown

    Behavior on opacity {
        NumberAnimation {
            duration: 400
        }
    }

    function shade(share: real): color {
        const eased = share * share * share * (share * (share * 6 - 15) + 10);
        return Theme.dark(scrim.strength * (scrim.opaqueAtEnd ? eased : 1 - eased));
    }

    gradient: Gradient {
        orientation: scrim.orientation

        GradientStop {
            position: 0
            color: scrim.shade(0)
        }
        GradientStop {
            position: 0.125
            color: scrim.shade(0.125)
        }
        GradientStop {
            position: 0.25
            color: scrim.shade(0.25)
        }
        GradientStop {
            position: 0.375
            color: scrim.shade(0.375)
        }
        GradientStop {
            position: 0.5
            color: scrim.shade(0.5)
        }
        GradientStop {
            position: 0.625
            color: scrim.shade(0.625)
        }
        GradientStop {
            position: 0.75
            color: scrim.shade(0.75)
        }
        GradientStop {
            position: 0.875
            color: scrim.shade(0.875)
        }
        GradientStop {
            position: 1
            color: scrim.shade(1)
        }
    }
}
