pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Shapes
import "../theme"

// A thin amber arc: we are waiting for data. Whoever shows it has been patient first.
Item {
    id: arc

    property bool shown: false

    implicitWidth: Theme.px(96)
    implicitHeight: Theme.px(96)
    opacity: shown ? 1 : 0
    visible: opacity > 0

    Accessible.role: Accessible.Animation
    Accessible.name: qsTr("Buffering")
    Accessible.ignored: !shown

    Behavior on opacity {
        NumberAnimation {
            duration: Theme.fadeTime
        }
    }

    Shape {
        id: shape

        anchors.fill: parent
        preferredRendererType: Shape.CurveRenderer

        ShapePath {
            fillColor: "transparent"
            strokeColor: Theme.light(0.18)
            strokeWidth: Theme.px(4)

            PathAngleArc {
                centerX: shape.width / 2
                centerY: shape.height / 2
                radiusX: shape.width / 2 - Theme.px(4)
                radiusY: radiusX
                startAngle: 0
                sweepAngle: 360
            }
        }

        ShapePath {
            fillColor: "transparent"
            strokeColor: Theme.accent
            strokeWidth: Theme.px(4)
            capStyle: ShapePath.RoundCap

            PathAngleArc {
                centerX: shape.width / 2
                centerY: shape.height / 2
                radiusX: shape.width / 2 - Theme.px(4)
                radiusY: radiusX
                startAngle: 0
                sweepAngle: 82
            }
        }

        RotationAnimator on rotation {
            running: arc.visible
            from: 0
            to: 360
            duration: Theme.reducedMotion ? 3200 : 1100
            loops: Animation.Infinite
        }
    }
}
