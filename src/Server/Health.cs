using System.Text;
using System.Text.Json;
using VideoDyn.Pipeline.Cameras;

namespace VideoDyn.Server;

/// <summary>
/// Whether the program is ready: every camera has come past its start. A camera that is lost does not make it unready,
/// because it is looked after; a program that is stopping is not ready.
/// </summary>
internal static class Health
{
    /// <summary>Judges the cameras.</summary>
    /// <returns>Whether they are ready, and the answer as JSON.</returns>
    public static (bool IsReady, string Json) Of(IReadOnlyList<CameraStatus> cameras, bool isStopping)
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
            json.WriteEndObject();
        }

        return (ready, Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
    }
}
