using System.Security.Cryptography;
using System.Text;

namespace Lockstep.Planning;

/// <summary>Tells scripts apart by what they run.</summary>
internal static class ScriptHashing
{
    /// <summary>SHA-256 of the statements in their order, as lower-case hex.</summary>
    public static string Of(IEnumerable<PlannedStatement> statements)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var statement in statements)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(statement.Sql));
            hash.AppendData(";\n"u8);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
