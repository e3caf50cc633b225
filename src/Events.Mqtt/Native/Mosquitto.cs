using System.Runtime.InteropServices;

namespace VideoDyn.Events.Mqtt.Native;

/// <summary>The functions of libmosquitto that a publisher needs. Source: mosquitto.h and mqtt_protocol.h of version 2.0.</summary>
internal static unsafe partial class Mosquitto
{
    private const string Library = "libmosquitto.so.1";

    [LibraryImport(Library, EntryPoint = "mosquitto_lib_init")]
    public static partial int Initialize();

    [LibraryImport(Library, EntryPoint = "mosquitto_lib_version")]
    public static partial int Version(out int major, out int minor, out int revision);

    [LibraryImport(Library, EntryPoint = "mosquitto_new", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint New(string? id, [MarshalAs(UnmanagedType.U1)] bool cleanSession, nint user);

    [LibraryImport(Library, EntryPoint = "mosquitto_destroy")]
    public static partial void Destroy(nint client);

    [LibraryImport(Library, EntryPoint = "mosquitto_threaded_set")]
    public static partial int SetThreaded(nint client, [MarshalAs(UnmanagedType.U1)] bool isThreaded);

    [LibraryImport(Library, EntryPoint = "mosquitto_int_option")]
    public static partial int SetOption(nint client, int option, int value);

    [LibraryImport(Library, EntryPoint = "mosquitto_max_inflight_messages_set")]
    public static partial int SetMaxInflight(nint client, uint count);

    [LibraryImport(Library, EntryPoint = "mosquitto_username_pw_set", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetCredentials(nint client, string? user, string? password);

    [LibraryImport(Library, EntryPoint = "mosquitto_tls_set", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetTls(nint client, string? caFile, string? caPath, string? certificateFile, string? keyFile, nint passwordCallback);

    [LibraryImport(Library, EntryPoint = "mosquitto_will_set", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetWill(nint client, string topic, int length, byte* payload, int qos, [MarshalAs(UnmanagedType.U1)] bool isRetained);

    [LibraryImport(Library, EntryPoint = "mosquitto_connect_callback_set")]
    public static partial void SetConnectCallback(nint client, delegate* unmanaged[Cdecl]<nint, nint, int, void> callback);

    [LibraryImport(Library, EntryPoint = "mosquitto_publish_v5_callback_set")]
    public static partial void SetPublishCallback(nint client, delegate* unmanaged[Cdecl]<nint, nint, int, int, nint, void> callback);

    [LibraryImport(Library, EntryPoint = "mosquitto_log_callback_set")]
    public static partial void SetLogCallback(nint client, delegate* unmanaged[Cdecl]<nint, nint, int, byte*, void> callback);

    [LibraryImport(Library, EntryPoint = "mosquitto_connect_async", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int ConnectAsync(nint client, string host, int port, int keepAliveSeconds);

    [LibraryImport(Library, EntryPoint = "mosquitto_loop")]
    public static partial int Loop(nint client, int timeoutMilliseconds, int maxPackets);

    [LibraryImport(Library, EntryPoint = "mosquitto_disconnect")]
    public static partial int Disconnect(nint client);

    [LibraryImport(Library, EntryPoint = "mosquitto_publish_v5", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Publish(
        nint client, out int messageId, string topic, int length, byte* payload, int qos, [MarshalAs(UnmanagedType.U1)] bool isRetained, nint properties);

    [LibraryImport(Library, EntryPoint = "mosquitto_property_add_string", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int AddProperty(ref nint properties, int identifier, string value);

    [LibraryImport(Library, EntryPoint = "mosquitto_property_add_string_pair", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int AddProperty(ref nint properties, int identifier, string name, string value);

    [LibraryImport(Library, EntryPoint = "mosquitto_property_free_all")]
    public static partial void FreeProperties(ref nint properties);

    [LibraryImport(Library, EntryPoint = "mosquitto_strerror")]
    private static partial nint ErrorText(int code);

    [LibraryImport(Library, EntryPoint = "mosquitto_reason_string")]
    private static partial nint ReasonText(int code);

    /// <summary>The library's words for one of its return codes.</summary>
    public static string Error(int code) => Marshal.PtrToStringUTF8(ErrorText(code)) ?? $"error {code}";

    /// <summary>The library's words for a reason code of MQTT 5.</summary>
    public static string Reason(int code) => Marshal.PtrToStringUTF8(ReasonText(code)) ?? $"reason {code}";
}
