namespace Lockstep.Model.Schema.Forms;

/// <summary>The type that values of several types become: in CASE, COALESCE, ARRAY, VALUES and UNION (<c>select_common_type</c>).</summary>
internal static class CommonType
{
    /// <summary>The type; null if there is none, untold if one of them is.</summary>
    public static SqlType? Of(TypeRules rules, IEnumerable<SqlType> types)
    {
        var all = types.ToList();
        if (all.Exists(type => type.IsUntold)) return SqlType.Untold;
        if (all.Count > 0 && !all[0].IsUnknown && all.TrueForAll(type => type.Name == all[0].Name))
        {
            return all.TrueForAll(type => type.Modifier == all[0].Modifier) ? all[0] : new(all[0].Name);
        }

        SqlType? common = null;
        foreach (var each in all)
        {
            var type = new SqlType(rules.Base(each).Name);
            if (type.IsUnknown || type == common) continue;
            if (common is not { } known)
            {
                common = type;
                continue;
            }

            if (rules.Category(known) != rules.Category(type)) return null;
            if (!rules.IsPreferred(known) && rules.CanCoerce(known, type, CastContext.Implicit) && !rules.CanCoerce(type, known, CastContext.Implicit)) common = type;
        }

        return common ?? SqlType.Text;
    }
}
