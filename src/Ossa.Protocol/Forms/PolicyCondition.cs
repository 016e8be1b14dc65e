using Ossa.Protocol.Errors;

namespace Ossa.Protocol.Forms;

/// <summary>One condition of a form's policy.</summary>
/// <param name="Text">The condition as JSON, which a refusal repeats.</param>
public abstract record PolicyCondition(string Text)
{
    /// <summary>Refuses a form whose fields do not meet the condition.</summary>
    /// <param name="fields">The form's fields; names in lower case.</param>
    /// <exception cref="OssException">AccessDenied, naming the condition.</exception>
    public abstract void Check(IReadOnlyDictionary<string, string> fields);

    private protected OssException Failed(OssError error) => new(error with { Message = error.Message + Text });
}

/// <summary>A condition on the value of one field.</summary>
/// <param name="Text">The condition as JSON.</param>
/// <param name="Field">The field's name, lower case.</param>
public abstract record FieldCondition(string Text, string Field) : PolicyCondition(Text)
{
    /// <inheritdoc/>
    public override void Check(IReadOnlyDictionary<string, string> fields)
    {
        if (!fields.TryGetValue(Field, out var value))
        {
            if (NeedsField)
            {
                throw Failed(OssErrors.PostPolicyFieldMissing);
            }
        }
        else if (!IsMet(value))
        {
            throw Failed(OssErrors.PostPolicyConditionFailed);
        }
    }

    private protected virtual bool NeedsField => true;

    private protected abstract bool IsMet(string value);
}

/// <summary>The field has exactly this value.</summary>
/// <param name="Text">The condition as JSON.</param>
/// <param name="Field">The field's name, lower case.</param>
/// <param name="Value">The value.</param>
public sealed record EqualCondition(string Text, string Field, string Value) : FieldCondition(Text, Field)
{
    private protected override bool IsMet(string value) => value == Value;
}

/// <summary>The field's value begins like this.</summary>
/// <param name="Text">The condition as JSON.</param>
/// <param name="Field">The field's name, lower case.</param>
/// <param name="Prefix">What it begins with; empty allows any value.</param>
public sealed record PrefixCondition(string Text, string Field, string Prefix) : FieldCondition(Text, Field)
{
    private protected override bool IsMet(string value) => value.StartsWith(Prefix, StringComparison.Ordinal);
}

/// <summary>The field's value is one of these.</summary>
/// <param name="Text">The condition as JSON.</param>
/// <param name="Field">The field's name, lower case.</param>
/// <param name="Values">The values.</param>
public sealed record InCondition(string Text, string Field, IReadOnlyList<string> Values) : FieldCondition(Text, Field)
{
    private protected override bool IsMet(string value) => Values.Contains(value, StringComparer.Ordinal);
}

/// <summary>The field's value is none of these; a form without the field meets it.</summary>
/// <param name="Text">The condition as JSON.</param>
/// <param name="Field">The field's name, lower case.</param>
/// <param name="Values">The values.</param>
public sealed record NotInCondition(string Text, string Field, IReadOnlyList<string> Values)
    : FieldCondition(Text, Field)
{
    private protected override bool NeedsField => false;

    private protected override bool IsMet(string value) => !Values.Contains(value, StringComparer.Ordinal);
}

/// <summary>The file has a size within these bounds, both included.</summary>
/// <param name="Text">The condition as JSON.</param>
/// <param name="MinBytes">The fewest bytes.</param>
/// <param name="MaxBytes">The most bytes.</param>
public sealed record LengthCondition(string Text, long MinBytes, long MaxBytes) : PolicyCondition(Text)
{
    /// <summary>Nothing to check in the fields: the size is known only once the file has come.</summary>
    public override void Check(IReadOnlyDictionary<string, string> fields) { }

    /// <summary>Refuses a file whose size is out of bounds.</summary>
    /// <exception cref="OssException">EntityTooSmall or EntityTooLarge.</exception>
    public void CheckLength(long bytes)
    {
        if (bytes < MinBytes)
        {
            throw new OssException(OssErrors.EntityTooSmall);
        }
        CheckNotTooLong(bytes);
    }

    /// <summary>Refuses a file of which more has come than it may have.</summary>
    /// <exception cref="OssException">EntityTooLarge.</exception>
    public void CheckNotTooLong(long bytes)
    {
        if (bytes > MaxBytes)
        {
            throw new OssException(OssErrors.EntityTooLarge);
        }
    }
}
