using System.IO;
using System.Runtime.Serialization;
using System.Runtime.Serialization.Json;
using System.Text;

namespace Lockstep.MSBuild;

/// <summary>A line of the host's JSON output, as far as a build log needs it.</summary>
[DataContract]
public sealed class HostEvent
{
    private static readonly DataContractJsonSerializer Serializer = new(typeof(HostEvent));

    /// <summary>What kind of event it is.</summary>
    [DataMember(Name = "event")]
    public string? Event { get; set; }

    /// <summary>The line for people.</summary>
    [DataMember(Name = "text")]
    public string? Text { get; set; }

    /// <summary>For errors and warnings: the finding's id.</summary>
    [DataMember(Name = "code")]
    public string? Code { get; set; }

    /// <summary>For errors and warnings: the source file.</summary>
    [DataMember(Name = "file")]
    public string? File { get; set; }

    /// <summary>For errors and warnings: the line.</summary>
    [DataMember(Name = "line")]
    public int Line { get; set; }

    /// <summary>For errors and warnings: what to do next.</summary>
    [DataMember(Name = "next")]
    public string? Next { get; set; }

    /// <summary>How long it took.</summary>
    [DataMember(Name = "seconds")]
    public double Seconds { get; set; }

    /// <summary>Reads a line; null if it is no event.</summary>
    public static HostEvent? Parse(string line)
    {
        if (line.Length == 0 || line[0] != '{') return null;
        try
        {
            using var stream = new MemoryStream(Encoding.UTF8.GetBytes(line));
            return Serializer.ReadObject(stream) is HostEvent { Event: not null } happened ? happened : null;
        }
        catch (SerializationException)
        {
            return null;
        }
    }
}
