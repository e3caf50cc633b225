using System.Text;
using System.Text.Json;
using VideoDyn.Pipeline.Cameras;
using VideoDyn.Pipeline.Sinks;

namespace VideoDyn.Server;

/// <summary>
/// Whether the program is ready: every camera has come past its start. A camera that is lost does not make it unready,
/// because it is looked after; a program that is stopping is not ready.
/// </summary>
internal static class Health
{
    /// <summary>Judges the cameras. A sink that cannot be reached makes nothing unready, because its events wait in the outbox.</summary>
    /// <returns>Whether they are ready, and the answer as JSON.</returns>
    public static (bool IsReady, string Json) Of(IReadOnlyList<CameraStatus> cameras, IReadOnlyList<SinkStatus> sinks, bool isStopping)
    {
        bool ready = !isStopping && cameras.All(camera => camera.State != CameraState.Starting);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("status", ready ? "ready" : isStopping ? "stopping" : "starting");
            json.WriteStartObject("cameras");
            foreach (CameraStatus camera in cameras)
                json.WriteString(camera.Name, camera.State.ToString().ToLowerInvariant());
            json.WriteEndObject();
            if (sinks.Count > 0)
                Write(json, sinks);
            json.WriteEndObject();
        }

        return (ready, Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<SinkStatus> sinks)
    {
        json.WriteStartObject("sinks");
        foreach (SinkStatus sink in sinks)
        {
            json.WriteStartObject(sink.Name);
            json.WriteString("state", sink.State.ToString().ToLowerInvariant());
            json.WriteNumber("pending", sink.Pending);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
