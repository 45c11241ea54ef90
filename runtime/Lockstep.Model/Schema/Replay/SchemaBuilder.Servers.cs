using Lockstep.Model.Operations;
using Lockstep.Model.Schema.Forms;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Schema;

/// <content>Foreign servers, and what needs them.</content>
internal sealed partial class SchemaBuilder
{
    /// <summary>Takes away what needs a server or its wrapper; true if that is in the way.</summary>
    private bool RemoveUsers(ObjectKind kind, string name, bool cascade)
    {
        switch (kind)
        {
            case ObjectKind.Server:
                var what = "server " + name;
                foreach (var table in Tables.Where(table => table.Server == name).ToList())
                {
                    if (Goes(cascade, what, "foreign table " + table.Name)) Remove(table, cascade: true);
                }

                var suffix = " SERVER " + SqlIdentifier.Quote(name);
                RemoveOthers(other => other.Kind == ObjectKind.UserMapping && other.Name.Name.EndsWith(suffix, StringComparison.Ordinal), what, cascade);
                break;
            case ObjectKind.ForeignDataWrapper:
                foreach (var server in _others.Where(other => other.Kind == ObjectKind.Server && ForeignForms.WrapperOf(other) == name).ToList())
                {
                    if (!Goes(cascade, "foreign-data wrapper " + name, "server " + server.Name.Name) || RemoveUsers(ObjectKind.Server, server.Name.Name, cascade: true)) return true;
                    _others = _others.Without(server.Name);
                }

                break;
        }

        return _failed;
    }

    private void RemoveOthers(Func<OtherObject, bool> which, string what, bool cascade)
    {
        foreach (var other in _others.Where(which).ToList())
        {
            if (Goes(cascade, what, other.Kind.Words().ToLowerInvariant() + " " + other.Name.Name)) _others = _others.Without(other.Name);
        }
    }
}
