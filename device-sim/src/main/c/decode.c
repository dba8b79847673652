/* SPDX-License-Identifier: Apache-2.0 */
#include "trap_available.h"

#if TRAP_AVAILABLE
#include "decode.h"
#include "trap_registers.h"

#include <Zydis/Zydis.h>
#include <string.h>

enum { PAGE = 4096 };

/** An instruction as Zydis sees it. */
struct decoded {
    ZydisDecodedInstruction instruction;
    ZydisDecodedOperand operands[ZYDIS_MAX_OPERAND_COUNT];
};

static ZydisDecoder decoder;

void decode_initialise(void) {
    ZydisDecoderInit(&decoder, ZYDIS_MACHINE_MODE_LONG_64, ZYDIS_STACK_WIDTH_64);
}

static bool disassemble(const void *code, struct decoded *out) {
    /* The page behind the instruction may not be readable, so go there only if the instruction does. */
    size_t here = PAGE - ((uintptr_t)code & (PAGE - 1));
    if (here < CODE_BYTES) {
        ZyanStatus status = ZydisDecoderDecodeFull(&decoder, code, here, &out->instruction, out->operands);
        if (status != ZYDIS_STATUS_NO_MORE_DATA) return ZYAN_SUCCESS(status);
    }
    return ZYAN_SUCCESS(ZydisDecoderDecodeFull(&decoder, code, CODE_BYTES, &out->instruction, out->operands));
}

/** A general register's number, NO_REGISTER for any other register and for none. */
static int general_number(ZydisRegister value) {
    ZydisRegister whole = ZydisRegisterGetLargestEnclosing(ZYDIS_MACHINE_MODE_LONG_64, value);
    return ZydisRegisterGetClass(whole) == ZYDIS_REGCLASS_GPR64 ? ZydisRegisterGetId(whole) : NO_REGISTER;
}

static bool is_string(const ZydisDecodedInstruction *instruction) {
    return instruction->meta.category == ZYDIS_CATEGORY_STRINGOP;
}

static bool decode_string(const struct decoded *decoded, struct access *access) {
    switch (decoded->instruction.mnemonic) {
    case ZYDIS_MNEMONIC_MOVSB: case ZYDIS_MNEMONIC_MOVSW: case ZYDIS_MNEMONIC_MOVSD: case ZYDIS_MNEMONIC_MOVSQ:
        access->from_memory = access->to_memory = true;
        break;
    case ZYDIS_MNEMONIC_STOSB: case ZYDIS_MNEMONIC_STOSW: case ZYDIS_MNEMONIC_STOSD: case ZYDIS_MNEMONIC_STOSQ:
        access->to_memory = true;
        break;
    case ZYDIS_MNEMONIC_LODSB: case ZYDIS_MNEMONIC_LODSW: case ZYDIS_MNEMONIC_LODSD: case ZYDIS_MNEMONIC_LODSQ:
        access->from_memory = true;
        break;
    default:
        return false;
    }
    if (access->short_address || access->segmented) return false;
    access->kind = ACCESS_STRING;
    access->width = access->register_width = (uint8_t)(decoded->operands[0].size / 8);
    access->repeat = (decoded->instruction.attributes & ZYDIS_ATTRIB_HAS_REP) != 0;
    return true;
}

/** The only memory operand, NULL if there is none or more than one. */
static const ZydisDecodedOperand *memory_operand(const struct decoded *decoded) {
    const ZydisDecodedOperand *found = NULL;
    for (unsigned n = 0; n < decoded->instruction.operand_count; n++) {
        const ZydisDecodedOperand *operand = &decoded->operands[n];
        if (operand->type != ZYDIS_OPERAND_TYPE_MEMORY) continue;
        if (operand->mem.type != ZYDIS_MEMOP_TYPE_MEM || found) return NULL;
        found = operand;
    }
    return found;
}

static bool decode_address(const ZydisDecodedOperand *memory, struct access *access) {
    access->base = (int8_t)general_number(memory->mem.base);
    access->index = (int8_t)general_number(memory->mem.index);
    access->scale = memory->mem.scale;
    access->displacement = memory->mem.disp.has_displacement ? memory->mem.disp.value : 0;
    access->implicit = memory->visibility == ZYDIS_OPERAND_VISIBILITY_HIDDEN;
    if (memory->mem.base == ZYDIS_REGISTER_RIP) access->displacement += (int64_t)(access->rip + access->length);
    /* xlat's index is AL alone. */
    return memory->mem.index == ZYDIS_REGISTER_NONE || ZydisRegisterGetWidth(ZYDIS_MACHINE_MODE_LONG_64,
                                                                             memory->mem.index) >= 32;
}

/** The moves between memory and a general register or a constant, which are most accesses. */
static bool decode_move(const struct decoded *decoded, struct access *access) {
    bool load = decoded->operands[1].type == ZYDIS_OPERAND_TYPE_MEMORY;
    const ZydisDecodedOperand *other = &decoded->operands[load ? 0 : 1];
    switch (decoded->instruction.mnemonic) {
    case ZYDIS_MNEMONIC_MOV: case ZYDIS_MNEMONIC_MOVZX: case ZYDIS_MNEMONIC_MOVNTI:
        break;
    case ZYDIS_MNEMONIC_MOVSX: case ZYDIS_MNEMONIC_MOVSXD:
        access->sign_extend = true;
        break;
    case ZYDIS_MNEMONIC_MOVBE:
        access->swap = true;
        break;
    default:
        return false;
    }
    if (!load && other->type == ZYDIS_OPERAND_TYPE_IMMEDIATE) {
        access->kind = ACCESS_STORE_IMMEDIATE;
        access->immediate = other->imm.value.u;
        return true;
    }
    if (other->type != ZYDIS_OPERAND_TYPE_REGISTER) return false;
    int number = general_number(other->reg.value);
    if (number == NO_REGISTER) return false;
    access->kind = load ? ACCESS_LOAD : ACCESS_STORE;
    access->general = (int8_t)number;
    access->high_byte = other->reg.value >= ZYDIS_REGISTER_AH && other->reg.value <= ZYDIS_REGISTER_BH;
    access->register_width = (uint8_t)(other->size / 8);
    return true;
}

/** Notes a register that a thunk has to provide. @return false if it can't */
static bool use_register(const ZydisDecodedOperand *operand, struct access *access) {
    switch (ZydisRegisterGetClass(operand->reg.value)) {
    case ZYDIS_REGCLASS_GPR8: case ZYDIS_REGCLASS_GPR16: case ZYDIS_REGCLASS_GPR32: case ZYDIS_REGCLASS_GPR64: {
        int number = general_number(operand->reg.value);
        access->registers |= (uint16_t)(1u << number);
        /* A thunk runs on the handler's stack. With the stack pointer elsewhere for even one instruction, a signal
           that arrives there would be put over the handler's own frames. */
        return number != REGISTER_SP;
    }
    case ZYDIS_REGCLASS_FLAGS:
        return true;
    case ZYDIS_REGCLASS_INVALID: /* MXCSR and the x87 control and status words */
        access->extended = true;
        return operand->reg.value == ZYDIS_REGISTER_MXCSR || operand->reg.value == ZYDIS_REGISTER_X87CONTROL ||
               operand->reg.value == ZYDIS_REGISTER_X87STATUS || operand->reg.value == ZYDIS_REGISTER_X87TAG;
    case ZYDIS_REGCLASS_X87: case ZYDIS_REGCLASS_MMX: case ZYDIS_REGCLASS_XMM: case ZYDIS_REGCLASS_YMM:
    case ZYDIS_REGCLASS_ZMM: case ZYDIS_REGCLASS_MASK:
        access->extended = true;
        return true;
    default: /* branches, segments, system registers */
        return false;
    }
}

static void decode_mask(const struct decoded *decoded, const ZydisDecodedOperand *memory, struct access *access) {
    const ZydisDecodedInstruction *instruction = &decoded->instruction;
    access->element_width = (uint8_t)(memory->element_size / 8);
    switch (instruction->mnemonic) {
    case ZYDIS_MNEMONIC_VMASKMOVPS: case ZYDIS_MNEMONIC_VMASKMOVPD: case ZYDIS_MNEMONIC_VPMASKMOVD:
    case ZYDIS_MNEMONIC_VPMASKMOVQ: /* the mask is always the second operand */
        access->element_width = instruction->mnemonic == ZYDIS_MNEMONIC_VMASKMOVPS ||
                                instruction->mnemonic == ZYDIS_MNEMONIC_VPMASKMOVD ? 4 : 8;
        access->mask = MASK_VECTOR;
        break;
    case ZYDIS_MNEMONIC_MASKMOVDQU: case ZYDIS_MNEMONIC_VMASKMOVDQU: case ZYDIS_MNEMONIC_MASKMOVQ:
        access->element_width = 1;
        access->mask = instruction->mnemonic == ZYDIS_MNEMONIC_MASKMOVQ ? MASK_NONE : MASK_VECTOR;
        break;
    default:
        if (instruction->avx.mask.reg <= ZYDIS_REGISTER_K0 || instruction->avx.mask.reg > ZYDIS_REGISTER_K7) return;
        access->mask_register = (uint8_t)ZydisRegisterGetId(instruction->avx.mask.reg);
        /* Elsewhere the mask selects elements of the result, each of which may need any of the memory. */
        if (instruction->meta.category == ZYDIS_CATEGORY_DATAXFER) access->mask = MASK_OPMASK;
        if (instruction->meta.category == ZYDIS_CATEGORY_COMPRESS ||
            instruction->meta.category == ZYDIS_CATEGORY_EXPAND) access->mask = MASK_OPMASK_PACKED;
        return;
    }
    access->mask_register = (uint8_t)ZydisRegisterGetId(decoded->operands[1].reg.value);
}

static bool decode_other(const struct decoded *decoded, const ZydisDecodedOperand *memory, struct access *access) {
    for (unsigned n = 0; n < decoded->instruction.operand_count; n++) {
        const ZydisDecodedOperand *operand = &decoded->operands[n];
        if (operand->type == ZYDIS_OPERAND_TYPE_REGISTER && !use_register(operand, access)) return false;
    }
    switch (decoded->instruction.mnemonic) {
    case ZYDIS_MNEMONIC_BT: case ZYDIS_MNEMONIC_BTC: case ZYDIS_MNEMONIC_BTR: case ZYDIS_MNEMONIC_BTS:
        /* A bit number in a register reaches memory far from the operand's address. */
        if (decoded->operands[1].type == ZYDIS_OPERAND_TYPE_REGISTER) return false;
        break;
    case ZYDIS_MNEMONIC_MASKMOVQ: /* only the x87-aliased registers have its mask: not worth the code */
        return false;
    default:
        break;
    }
    access->kind = ACCESS_OTHER;
    decode_mask(decoded, memory, access);
    return true;
}

bool decode_access(uint64_t rip, struct access *access) {
    struct decoded decoded;
    memset(access, 0, sizeof *access);
    if (!disassemble((const void *)rip, &decoded)) return false;
    access->rip = rip;
    access->length = decoded.instruction.length;
    memcpy(access->code, (const void *)rip, access->length);
    access->short_address = decoded.instruction.address_width == 32;
    access->segmented = (decoded.instruction.attributes & (ZYDIS_ATTRIB_HAS_SEGMENT_FS |
                                                           ZYDIS_ATTRIB_HAS_SEGMENT_GS)) != 0;
    if (is_string(&decoded.instruction)) return decode_string(&decoded, access);

    const ZydisDecodedOperand *memory = memory_operand(&decoded);
    if (!memory || memory->size == 0 || memory->size / 8 > ACCESS_BYTES) return false;
    if (!decode_address(memory, access)) return false;
    access->width = (uint8_t)(memory->size / 8);
    access->reads = (memory->actions & ZYDIS_OPERAND_ACTION_MASK_READ) != 0;
    access->writes = (memory->actions & ZYDIS_OPERAND_ACTION_MASK_WRITE) != 0;
    access->locked = (decoded.instruction.attributes & ZYDIS_ATTRIB_HAS_LOCK) != 0 ||
                     decoded.instruction.mnemonic == ZYDIS_MNEMONIC_XCHG;
    return decode_move(&decoded, access) || decode_other(&decoded, memory, access);
}

/** Whether the bytes of a cached access are still at its address. */
static bool same_code(const struct access *access) {
    /* What follows in the next page may be looked at only once this page's part is known to be the same: then the
       instruction that is there now reaches into the next page too. */
    const uint8_t *code = (const uint8_t *)access->rip;
    size_t here = PAGE - (access->rip & (PAGE - 1));
    if (here >= access->length) return memcmp(access->code, code, access->length) == 0;
    return memcmp(access->code, code, here) == 0 &&
           memcmp(access->code + here, code + here, access->length - here) == 0;
}

struct access *decode_lookup(struct access_cache *cache, uint64_t rip) {
    struct access *access = &cache->entries[(rip ^ rip >> 8) % ACCESS_CACHE_SIZE];
    if (access->kind != ACCESS_NONE && access->rip == rip && same_code(access)) return access;
    if (decode_access(rip, access)) return access;
    access->kind = ACCESS_NONE;
    return NULL;
}

unsigned decode_relocate(const struct access *access, uint64_t at, uint64_t target, uint8_t *output) {
    struct decoded decoded;
    if (access->implicit || !disassemble(access->code, &decoded)) return 0;
    const ZydisDecodedInstruction *instruction = &decoded.instruction;
    if (!(instruction->attributes & ZYDIS_ATTRIB_HAS_MODRM) || instruction->raw.modrm.mod == 3) return 0;

    /* Bytes are replaced rather than the instruction assembled anew: whatever the processor knows stays exactly what
       it was. The prefix bits that extend base and index have no meaning for an operand relative to RIP. */
    uint8_t *out = output;
    unsigned operand = instruction->raw.modrm.offset;
    for (unsigned n = 0; n < operand; n++) {
        bool legacy = n < instruction->raw.prefix_count;
        uint8_t byte = access->code[n];
        bool changes_address = byte == 0x64 || byte == 0x65 || byte == 0x67;
        if (!(legacy && changes_address)) *out++ = byte;
    }
    *out++ = (uint8_t)((access->code[operand] & 0x38) | 0x05);
    unsigned rest = operand + 1 + (instruction->attributes & ZYDIS_ATTRIB_HAS_SIB ? 1 : 0) +
                    instruction->raw.disp.size / 8;
    unsigned rest_length = access->length - rest;
    unsigned length = (unsigned)(out - output) + 4 + rest_length;
    if (length > CODE_BYTES) return 0;
    int32_t displacement = (int32_t)(target - (at + length));
    memcpy(out, &displacement, sizeof displacement);
    memcpy(out + sizeof displacement, access->code + rest, rest_length);
    return length;
}
#endif
