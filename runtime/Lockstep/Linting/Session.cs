using Lockstep.Model.Operations;
using Lockstep.Model.Schema;

namespace Lockstep.Linting;

/// <summary>Each file is run in a session of its own.</summary>
internal static class Session
{
    /// <summary>The schema as the next session meets it: a <c>SET search_path</c> has ended with the one before.</summary>
    public static DatabaseSchema End(DatabaseSchema schema) =>
        schema.SearchPath == DatabaseSchema.Empty.SearchPath ? schema : schema.Apply(new ResetSetting("search_path")).Schema;
}
