using System.Text.Json.Serialization;

namespace Lockstep.Embedded;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ClusterFile))]
[JsonSerializable(typeof(NpmLink[]))]
internal sealed partial class EmbeddedJson : JsonSerializerContext;
