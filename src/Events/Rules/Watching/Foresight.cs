using VideoDyn.Core.Detections;
using VideoDyn.Core.Tracks;
using VideoDyn.Events.Rules.Geometry;

namespace VideoDyn.Events.Rules.Watching;

/// <summary>
/// Whether an object is about to make a rule speak: its motion model has it on the other side of a line or of the edge of a
/// zone than where it was seen last. That proves nothing; a look will.
/// </summary>
internal static class Foresight
{
    /// <summary>Compares where an object is expected with where it was seen.</summary>
    public static bool Expects(RuleSet rules, Follower follower, in TrackedObject track, in RuleFrame frame)
    {
        // A hidden object is waited for; looking more often does not bring it back.
        if (!follower.Counts || track.State != TrackState.Confirmed || track.Provenance != Provenance.Predicted)
            return false;
        PicturePoint seen = follower.Point, expected = PicturePoint.Of(track.Box, frame.Width, frame.Height);
        foreach (BoundZone zone in rules.Zones)
        {
            if (zone.Counts(track.ClassId) && zone.Area.Contains(seen) != zone.Area.Contains(expected))
                return true;
        }

        foreach (BoundTripwire wire in rules.Wires)
        {
            if (wire.Counts(track.ClassId) && Crosses(wire, seen, expected))
                return true;
        }

        return false;
    }

    private static bool Crosses(BoundTripwire wire, PicturePoint seen, PicturePoint expected)
    {
        double before = wire.Line.SideOf(seen), after = wire.Line.SideOf(expected);
        return before * after < 0 && wire.Tells(Math.Sign(after)) && wire.Line.Crossing(seen, before, expected, after) is not null;
    }
}
