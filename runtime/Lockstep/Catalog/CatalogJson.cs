using System.Text.Json.Serialization;

namespace Lockstep.Catalog;

/// <summary>What the loader reads as JSON.</summary>
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class CatalogJson : JsonSerializerContext;
