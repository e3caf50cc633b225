using System.Globalization;
using System.Text;
using VideoDyn.Events.Sinks;

namespace VideoDyn.Brokers.TestKit;

/// <summary>Events to send.</summary>
public static class TestEvents
{
    /// <summary>One event with a valid CloudEvents document.</summary>
    /// <param name="sequence">Its number, which also makes its id.</param>
    /// <param name="camera">Name of the camera.</param>
    /// <param name="type">Type of the event.</param>
    /// <param name="padding">Bytes to add to the document.</param>
    public static OutgoingEvent Make(long sequence, string camera = "door", string type = "videodyn.zone.entered", int padding = 0)
    {
        string id = string.Create(CultureInfo.InvariantCulture, $"{camera}-{sequence}");
        string json = $$$"""{"specversion":"1.0","id":"{{{id}}}","source":"/videodyn/cameras/{{{camera}}}","type":"{{{type}}}","time":"1970-01-01T00:00:00Z","datacontenttype":"application/json","data":{"camera":"{{{camera}}}","label":"person","zone":"porch","score":0.87,"box":[10.5,20.25,110.5,220.75],"provenance":"detected","padding":"{{{new string('x', padding)}}}"}}""";
        return new OutgoingEvent(sequence, id, type, camera, Encoding.UTF8.GetBytes(json));
    }

    /// <summary>A batch of consecutive events.</summary>
    public static OutgoingEvent[] Batch(long first, int count) => [.. Enumerable.Range(0, count).Select(i => Make(first + i))];
}
