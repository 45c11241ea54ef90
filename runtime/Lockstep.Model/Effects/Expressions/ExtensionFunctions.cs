namespace Lockstep.Model.Effects;

/// <summary>Functions that defaults are often made of and that PostgreSQL's own extensions bring.</summary>
internal static class ExtensionFunctions
{
    /// <summary>What a call may do; <see cref="Volatility.Unknown"/> for a function that is none of these.</summary>
    /// <param name="name">The function's name.</param>
    public static Volatility Of(string name) => name switch
    {
        "uuid_generate_v1" or "uuid_generate_v1mc" or "uuid_generate_v4" => Volatility.Volatile,
        "uuid_generate_v3" or "uuid_generate_v5" or "uuid_nil" or "uuid_ns_dns" or "uuid_ns_url" or "uuid_ns_oid" or "uuid_ns_x500" => Volatility.NotVolatile,
        "gen_random_bytes" or "gen_salt" => Volatility.Volatile,
        "digest" or "hmac" or "crypt" => Volatility.NotVolatile,
        "hstore" or "unaccent" => Volatility.NotVolatile,
        _ => Volatility.Unknown,
    };
}
