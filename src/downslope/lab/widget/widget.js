// \0rolldown/runtime.js
var e = Object.defineProperty, t = (e, t, n) => () => {
	if (n) throw n[0];
	try {
		return e && (t = e(e = 0)), t;
	} catch (e) {
		throw n = [e], e;
	}
}, n = (t, n) => {
	let r = {};
	for (var i in t) e(r, i, {
		get: t[i],
		enumerable: !0
	});
	return n || e(r, Symbol.toStringTag, { value: "Module" }), r;
}, r = t((() => {})), i = t((() => {
	r();
}));
// node_modules/svelte/src/internal/shared/utils.js
function a(e) {
	return typeof e?.then == "function";
}
function o(e) {
	for (var t = 0; t < e.length; t++) e[t]();
}
function s() {
	var e, t;
	return {
		promise: new Promise((n, r) => {
			e = n, t = r;
		}),
		resolve: e,
		reject: t
	};
}
function c(e, t) {
	if (Array.isArray(e)) return e;
	if (t === void 0 || !(Symbol.iterator in e)) return Array.from(e);
	let n = [];
	for (let r of e) if (n.push(r), n.length === t) break;
	return n;
}
var l, u, d, f, p, m, h, g, _, v, y, b, x = t((() => {
	l = Array.isArray, u = Array.prototype.indexOf, d = Array.prototype.includes, f = Array.from, p = Object.defineProperty, m = Object.getOwnPropertyDescriptor, h = Object.getOwnPropertyDescriptors, g = Object.prototype, _ = Array.prototype, v = Object.getPrototypeOf, y = Object.isExtensible, b = () => {};
})), S, C, w, T, ee, te, ne, re, ie, ae, oe, se, ce, le, ue, de, fe, pe, me, he, ge, _e, ve, ye, be, xe, Se = t((() => {
	S = 1 << 24, C = 1024, w = 2048, T = 4096, ee = 8192, te = 16384, ne = 32768, re = 1 << 25, ie = 65536, ae = 1 << 19, oe = 1 << 20, se = 1 << 25, ce = 1 << 21, le = 1 << 22, ue = 1 << 23, de = Symbol("$state"), fe = Symbol("component"), pe = Symbol("legacy props"), me = Symbol(""), he = Symbol("attributes"), ge = Symbol("class"), _e = Symbol("style"), ve = Symbol("text"), ye = Symbol("form reset"), be = new class extends Error {
		name = "StaleReactionError";
		message = "The reaction that called `getAbortSignal()` was re-run or destroyed";
	}(), xe = !!globalThis.document?.contentType && /* @__PURE__ */ globalThis.document.contentType.includes("xml");
})), Ce, we, Te, Ee, De, Oe = t((() => {
	Ce = {}, we = Symbol("uninitialized"), Te = "http://www.w3.org/1999/xhtml", Ee = "http://www.w3.org/2000/svg", De = "http://www.w3.org/1998/Math/MathML";
}));
function ke() {
	console.warn("https://svelte.dev/e/derived_inert");
}
function Ae(e) {
	console.warn("https://svelte.dev/e/hydration_mismatch");
}
function je() {
	console.warn("https://svelte.dev/e/select_multiple_invalid_value");
}
function Me() {
	console.warn("https://svelte.dev/e/svelte_boundary_reset_noop");
}
var Ne = t((() => {
	i();
}));
// node_modules/svelte/src/internal/client/dom/hydration.js
function Pe(e) {
	D = e;
}
function Fe(e) {
	if (e === null) throw Ae(), Ce;
	return O = e;
}
function Ie() {
	return Fe(/* @__PURE__ */ Hn(O));
}
function E(e) {
	if (D) {
		if (/* @__PURE__ */ Hn(O) !== null) throw Ae(), Ce;
		O = e;
	}
}
function Le(e = 1) {
	if (D) {
		for (var t = e, n = O; t--;) n = /* @__PURE__ */ Hn(n);
		O = n;
	}
}
function Re(e = !0) {
	for (var t = 0, n = O;;) {
		if (n.nodeType === 8) {
			var r = n.data;
			if (r === "]") {
				if (t === 0) return n;
				--t;
			} else (r === "[" || r === "[!" || r[0] === "[" && !isNaN(Number(r.slice(1)))) && (t += 1);
		}
		var i = /* @__PURE__ */ Hn(n);
		e && n.remove(), n = i;
	}
}
function ze(e) {
	if (!e || e.nodeType !== 8) throw Ae(), Ce;
	return e.data;
}
var D, O, Be = t((() => {
	Se(), Oe(), Ne(), Qn(), D = !1;
}));
// node_modules/svelte/src/internal/client/reactivity/equality.js
function Ve(e) {
	return e === this.v;
}
function He(e, t) {
	return e == e ? e !== t || typeof e == "object" && !!e || typeof e == "function" : t == t;
}
function Ue(e) {
	return !He(e, this.v);
}
var We = t((() => {}));
function Ge(e) {
	throw Error("https://svelte.dev/e/lifecycle_outside_component");
}
var Ke = t((() => {
	i();
}));
// node_modules/svelte/src/internal/client/errors.js
function qe() {
	throw Error("https://svelte.dev/e/async_derived_orphan");
}
function Je(e, t, n) {
	throw Error("https://svelte.dev/e/each_key_duplicate");
}
function Ye(e) {
	throw Error("https://svelte.dev/e/effect_in_teardown");
}
function Xe() {
	throw Error("https://svelte.dev/e/effect_in_unowned_derived");
}
function Ze(e) {
	throw Error("https://svelte.dev/e/effect_orphan");
}
function Qe() {
	throw Error("https://svelte.dev/e/effect_update_depth_exceeded");
}
function $e(e) {
	throw Error("https://svelte.dev/e/props_invalid_value");
}
function et() {
	throw Error("https://svelte.dev/e/state_descriptors_fixed");
}
function tt() {
	throw Error("https://svelte.dev/e/state_prototype_fixed");
}
function nt() {
	throw Error("https://svelte.dev/e/state_unsafe_mutation");
}
function rt() {
	throw Error("https://svelte.dev/e/svelte_boundary_reset_onerror");
}
var it = t((() => {
	i(), Ke();
}));
// node_modules/svelte/src/internal/flags/index.js
function at() {
	st = !0;
}
var ot, st, ct = t((() => {
	ot = !1, st = !1;
})), lt = t((() => {
	x();
})), ut = t((() => {
	lt(), Se(), B(), H();
})), dt = t((() => {
	i(), x(), Ke();
}));
// node_modules/svelte/src/internal/client/context.js
function ft(e) {
	ht = e;
}
function k(e, t = !1, n) {
	ht = {
		p: ht,
		i: !1,
		c: null,
		e: null,
		s: e,
		x: null,
		r: Zr,
		l: st && !t ? {
			s: null,
			u: null,
			$: []
		} : null
	};
}
function A(e) {
	var t = ht, n = t.e;
	if (n !== null) {
		t.e = null;
		for (var r of n) cr(r);
	}
	return e !== void 0 && (t.x = e), t.i = !0, ht = t.p, pt(e);
}
function pt(e = {}) {
	return p(e, fe, { value: !0 }), e;
}
function mt() {
	return !st || ht !== null && ht.l === null;
}
var ht, gt = t((() => {
	i(), it(), H(), B(), ct(), Se(), x(), ht = null;
}));
// node_modules/svelte/src/internal/client/dom/task.js
function _t() {
	var e = bt;
	bt = [], o(e);
}
function vt(e) {
	if (bt.length === 0 && !pn) {
		var t = bt;
		queueMicrotask(() => {
			t === bt && _t();
		});
	}
	bt.push(e);
}
function yt() {
	for (; bt.length > 0;) _t();
}
var bt, xt = t((() => {
	x(), xn(), bt = [];
}));
// node_modules/svelte/src/internal/client/reactivity/status.js
function St(e, t) {
	e.f = e.f & wt | t;
}
function Ct(e) {
	e.f & 512 || e.deps === null ? St(e, C) : St(e, T);
}
var wt, Tt = t((() => {
	Se(), wt = ~(w | T | C);
}));
// node_modules/svelte/src/internal/client/reactivity/utils.js
function Et(e, t) {
	e.f & 2048 ? t.set(e, w) : e.f & 4096 && t.get(e) !== 2048 && t.set(e, T), St(e, C);
}
var Dt = t((() => {
	Se(), Tt();
})), Ot = t((() => {
	Se(), lt(), H();
}));
// node_modules/svelte/src/internal/client/dom/elements/misc.js
function kt(e, t) {
	if (t) {
		let t = document.body;
		e.autofocus = !0, vt(() => {
			document.activeElement === t && e.focus();
		});
	}
}
function At(e) {
	D && /* @__PURE__ */ Vn(e) !== null && Un(e);
}
function jt() {
	Mt || (Mt = !0, document.addEventListener("reset", (e) => {
		Promise.resolve().then(() => {
			if (!e.defaultPrevented) for (let t of e.target.elements) t[ye]?.();
		});
	}, { capture: !0 }));
}
var Mt, Nt = t((() => {
	Be(), Qn(), xt(), Se(), Mt = !1;
}));
// node_modules/svelte/src/internal/client/dom/elements/bindings/shared.js
function Pt(e) {
	var t = Yr, n = Zr;
	jr(null), Mr(null);
	try {
		return e();
	} finally {
		jr(t), Mr(n);
	}
}
function Ft(e, t, n, r = n) {
	e.addEventListener(t, () => Pt(n));
	let i = e[ye];
	i ? e[ye] = () => {
		i(), r(!0);
	} : e[ye] = () => r(!0), jt();
}
var It = t((() => {
	B(), H(), Se(), Nt();
}));
// node_modules/svelte/src/internal/client/reactivity/async.js
function Lt(e, t, n, r) {
	let i = mt() ? Ut : Gt;
	var a = e.filter((e) => !e.settled), o = t.map(i);
	if (n.length === 0 && a.length === 0) {
		r(o);
		return;
	}
	var s = Zr, c = Rt(), l = a.length === 1 ? a[0].promise : a.length > 1 ? Promise.all(a.map((e) => e.promise)) : null;
	function u(e) {
		if (!(s.f & 16384)) {
			c();
			try {
				r([...o, ...e]);
			} catch (e) {
				er(e, s);
			}
			zt();
		}
	}
	var d = Bt();
	if (n.length === 0) {
		l.then(() => u([])).finally(d);
		return;
	}
	function f() {
		Promise.all(n.map((e) => /* @__PURE__ */ Wt(e))).then(u).catch((e) => er(e, s)).finally(d);
	}
	l ? l.then(() => {
		s.f & 16384 ? d() : (c(), f(), zt());
	}) : f();
}
function Rt() {
	var e = Zr, t = Yr, n = ht, r = M;
	return function(i = !0) {
		Mr(e), jr(t), ft(n), i && !(e.f & 16384) && (r?.activate(), r?.apply());
	};
}
function zt(e = !0) {
	Vt = !1, Mr(null), jr(null), ft(null), e && M?.deactivate();
}
function Bt() {
	var e = Zr, t = e.b, n = M, r = !!t?.is_rendered();
	return t?.update_pending_count(1, n), n.increment(r, e), () => {
		t?.update_pending_count(-1, n), n.decrement(r, e);
	};
}
var Vt, Ht = t((() => {
	Se(), i(), gt(), tr(), H(), xn(), Qt(), B();
}));
/*#__NO_SIDE_EFFECTS__*/
function Ut(e) {
	var t = 2 | w;
	return Zr !== null && (Zr.f |= ae), {
		ctx: ht,
		deps: null,
		effects: null,
		equals: Ve,
		f: t,
		fn: e,
		reactions: null,
		rv: 0,
		v: we,
		wv: 0,
		parent: Zr,
		ac: null
	};
}
/*#__NO_SIDE_EFFECTS__*/
function Wt(e, t, n) {
	let r = Zr;
	r === null && qe();
	var i = void 0, a = Sn(we), o = !Yr, c = /* @__PURE__ */ new Set();
	return fr(() => {
		var t = Zr, n = s();
		i = n.promise;
		try {
			Promise.resolve(e()).then(n.resolve, (e) => {
				e !== be && n.reject(e);
			}).finally(zt);
		} catch (e) {
			n.reject(e), zt();
		}
		var l = M;
		if (o) {
			if (t.f & 32768) var u = Bt();
			if (r.b?.is_rendered()) l.async_deriveds.get(t)?.reject(Zt);
			else for (let e of c.values()) e.reject(Zt);
			c.add(n), l.async_deriveds.set(t, n);
		}
		let d = (e, t = void 0) => {
			u?.(), c.delete(n), t !== Zt && (l.activate(), t ? (a.f |= ue, wn(a, t)) : (a.f & 8388608 && (a.f ^= ue), wn(a, e)), l.deactivate());
		};
		n.promise.then(d, (e) => d(null, e || "unknown"));
	}), or(() => {
		for (let e of c) e.reject(Zt);
	}), new Promise((e) => {
		function t(n) {
			function r() {
				n === i ? e(a) : t(i);
			}
			n.then(r, r);
		}
		t(i);
	});
}
/*#__NO_SIDE_EFFECTS__*/
function j(e) {
	let t = /* @__PURE__ */ Ut(e);
	return ot || Nr(t), t;
}
/*#__NO_SIDE_EFFECTS__*/
function Gt(e) {
	let t = /* @__PURE__ */ Ut(e);
	return t.equals = Ue, t;
}
function Kt(e) {
	var t = e.effects;
	if (t !== null) {
		e.effects = null;
		for (var n = 0; n < t.length; n += 1) br(t[n]);
	}
}
function qt(e) {
	var t, n = Zr, r = e.parent;
	if (!Jr && r !== null && e.v !== we && r.f & 24576) return ke(), e.v;
	Mr(r);
	try {
		Kt(e), t = zr(e);
	} finally {
		Mr(n);
	}
	return t;
}
function Jt(e) {
	var t = qt(e);
	!e.equals(t) && (e.wv = Ir(), (!M?.is_fork || e.deps === null) && (M === null ? e.v = t : (M.capture(e, t, !0), un?.capture(e, t, !0)), e.deps === null)) ? St(e, C) : Jr || (dn === null ? Ct(e) : (ar() || M?.is_fork) && dn.set(e, t));
}
function Yt(e) {
	if (e.effects !== null) for (let t of e.effects) (t.teardown || t.ac) && (t.teardown?.(), t.ac !== null && Pt(() => {
		t.ac.abort(be), t.ac = null;
	}), t.fn !== null && (t.teardown = b), Hr(t, 0), vr(t));
}
function Xt(e) {
	if (e.effects !== null) for (let t of e.effects) t.teardown && t.fn !== null && Ur(t);
}
var Zt, Qt = t((() => {
	i(), Se(), H(), It(), We(), it(), Ne(), B(), Nn(), dt(), ct(), gt(), Oe(), xn(), Ht(), x(), Tt(), Ot(), Zt = Symbol("obsolete");
}));
// node_modules/svelte/src/internal/client/reactivity/batch.js
function $t(e) {
	var t = pn, n = un;
	un = null, pn = !0;
	try {
		var r;
		for (e && ($t(), r = e());;) {
			if (yt(), M === null) return r;
			M.flush();
		}
	} finally {
		pn = t, un = n;
	}
}
function en() {
	try {
		Qe();
	} catch (e) {
		er(e, fn);
	}
}
function tn(e) {
	var t = e.length;
	if (t !== 0) {
		for (var n = 0; n < t;) {
			var r = e[n++];
			if (!(r.f & 24576) && Lr(r) && (bn = /* @__PURE__ */ new Set(), Ur(r), r.deps === null && r.first === null && r.nodes === null && r.teardown === null && r.ac === null && Sr(r), bn?.size > 0)) {
				kn.clear();
				for (let e of bn) {
					if (e.f & 24576) continue;
					let t = [e], n = e.parent;
					for (; n !== null;) bn.has(n) && (bn.delete(n), t.push(n)), n = n.parent;
					for (let e = t.length - 1; e >= 0; e--) {
						let n = t[e];
						n.f & 24576 || Ur(n);
					}
				}
				bn.clear();
			}
		}
		bn = null;
	}
}
function nn(e, t, n, r) {
	if (!n.has(e) && (n.add(e), e.reactions !== null)) for (let i of e.reactions) {
		let e = i.f;
		e & 2 ? nn(i, t, n, r) : e & 4194320 && !(e & 2048) && rn(i, t, r) && (St(i, w), an(i));
	}
}
function rn(e, t, n) {
	let r = n.get(e);
	if (r !== void 0) return r;
	if (e.deps !== null) for (let r of e.deps) {
		if (d.call(t, r)) return !0;
		if (r.f & 2 && rn(r, t, n)) return n.set(r, !0), !0;
	}
	return n.set(e, !1), !1;
}
function an(e) {
	M.schedule(e);
}
function on(e, t) {
	if (!(e.f & 32 && e.f & 1024)) {
		e.f & 2048 ? t.d.push(e) : e.f & 4096 && t.m.push(e), St(e, C);
		for (var n = e.first; n !== null;) on(n, t), n = n.next;
	}
}
function sn(e) {
	St(e, C);
	for (var t = e.first; t !== null;) sn(t), t = t.next;
}
var cn, ln, M, un, dn, fn, pn, mn, hn, gn, _n, vn, yn, bn, xn = t((() => {
	Se(), ct(), x(), H(), it(), xt(), i(), tr(), Nn(), B(), Dt(), Oe(), Tt(), dt(), Ot(), Qt(), cn = null, ln = null, M = null, un = null, dn = null, fn = null, pn = !1, mn = !1, hn = null, gn = null, _n = 0, vn = 1, yn = class e {
		id = vn++;
		started = !1;
		linked = !0;
		prev = null;
		next = null;
		async_deriveds = /* @__PURE__ */ new Map();
		current = /* @__PURE__ */ new Map();
		previous = /* @__PURE__ */ new Map();
		#e = /* @__PURE__ */ new Set();
		#t = /* @__PURE__ */ new Set();
		#n = 0;
		#r = /* @__PURE__ */ new Map();
		#i = null;
		#a = [];
		#o = [];
		#s = /* @__PURE__ */ new Map();
		#c = /* @__PURE__ */ new Map();
		#l = /* @__PURE__ */ new Set();
		is_fork = !1;
		#u = !1;
		constructor() {
			ln === null ? cn = ln = this : (ln.next = this, this.prev = ln), ln = this;
		}
		#d() {
			if (this.is_fork) return !0;
			for (let e of this.#r.keys()) if (!this.#f(e)) return !0;
			return !1;
		}
		#f(e) {
			for (var t = e; t !== null; t = t.parent) if (this.#c.has(t)) return !0;
			return !1;
		}
		skip_effect(e) {
			this.#c.has(e) || this.#c.set(e, {
				d: [],
				m: []
			}), this.#l.delete(e);
		}
		unskip_effect(e, t = (e) => this.schedule(e)) {
			var n = this.#c.get(e);
			if (n) {
				this.#c.delete(e);
				for (var r of n.d) St(r, w), t(r);
				for (r of n.m) St(r, T), t(r);
			}
			this.#l.add(e);
		}
		#p() {
			var e = [];
			for (let i of this.#a) if (!(i.f & 16384 || !(i.f & 6144))) {
				for (var t = i, n = !1; t.parent !== null;) {
					t = t.parent;
					var r = t.f;
					if (r & 96) {
						if (!(r & 1024)) {
							n = !0;
							break;
						}
						t.f ^= C;
					}
				}
				n || e.push(t);
			}
			return this.#a = [], e;
		}
		#m() {
			this.started = !0;
			for (let [e, t] of this.#s) St(e, t), this.schedule(e);
			this.apply();
			for (var t = hn = [], n = [], r = gn = []; this.#a.length > 0;) {
				_n++ > 1e3 && (this.#x(), en());
				for (let e of this.#p()) try {
					this.#h(e, t, n);
				} catch (t) {
					throw sn(e), this.#d() || this.discard(), t;
				}
			}
			if (M = null, r.length > 0) {
				var i = e.ensure();
				for (let e of r) i.schedule(e);
			}
			if (hn = null, gn = null, this.#d()) {
				this.#y(n), this.#y(t);
				for (let [e, t] of this.#c) on(e, t);
				r.length > 0 && M.#m();
				return;
			}
			let a = this.#g();
			if (a) this.#y(n), this.#y(t), a.#v(this);
			else {
				this.#s.clear();
				for (let e of this.#e) e(this);
				this.#e.clear(), un = this, tn(n), tn(t), un = null, this.#i?.resolve();
				var o = M;
				this.#n === 0 && (this.#a.length === 0 || o !== null) && (this.#x(), ot && (this.#b(), M = o)), o !== null && (kn.clear(), o.#m());
			}
		}
		#h(e, t, n) {
			e.f ^= C;
			for (var r = e.first; r !== null;) {
				var i = r.f, a = !!(i & 96);
				if (!(a && i & 1024 || i & 8192 || this.#c.has(r)) && r.fn !== null) {
					a ? r.f ^= C : i & 4 ? t.push(r) : ot && i & 16777224 ? n.push(r) : Lr(r) && (i & 16 && this.add_dirty_reaction(r, T), Ur(r));
					var o = r.first;
					if (o !== null) {
						r = o;
						continue;
					}
				}
				for (; r !== null;) {
					var s = r.next;
					if (s !== null) {
						r = s;
						break;
					}
					r = r.parent;
				}
			}
		}
		#g() {
			for (var e = this.prev; e !== null; e = e.prev) if (!e.is_fork && this.#_(e)) return e;
			return null;
		}
		#_(e) {
			for (let [t, [, n]] of this.current) if (!n && e.current.has(t)) return !0;
			return !1;
		}
		#v(e) {
			for (let [t, n] of e.current) !this.previous.has(t) && e.previous.has(t) && this.previous.set(t, e.previous.get(t)), this.current.set(t, n);
			for (let [t, n] of e.async_deriveds) {
				let e = this.async_deriveds.get(t);
				e && n.promise.then(e.resolve).catch(e.reject);
			}
			e.async_deriveds.clear(), this.transfer_reactions(e.#s);
			let t = (e) => {
				var n = e.reactions;
				if (n !== null && !(e.f & 2 && !(e.f & 6144))) for (let e of n) {
					var r = e.f;
					if (r & 2) t(e);
					else {
						var i = e;
						r & 4194320 && !this.async_deriveds.has(i) && (this.#s.delete(i), St(i, w), this.schedule(i));
					}
				}
			};
			for (let e of this.current.keys()) t(e);
			this.oncommit(() => e.discard()), e.#x(), M = this, this.#m();
		}
		#y(e) {
			for (var t = 0; t < e.length; t += 1) Et(e[t], this.#s);
		}
		capture(e, t, n = !1) {
			e.v !== we && !this.previous.has(e) && this.previous.set(e, e.v), e.f & 8388608 || (this.current.set(e, [t, n]), dn?.set(e, t)), this.is_fork || (e.v = t);
		}
		activate() {
			M = this;
		}
		deactivate() {
			M = null, dn = null;
		}
		flush() {
			try {
				mn = !0, M = this, this.#m();
			} finally {
				_n = 0, fn = null, hn = null, gn = null, mn = !1, M = null, dn = null, kn.clear();
			}
		}
		discard() {
			for (let e of this.#t) e(this);
			this.#t.clear();
			for (let e of this.async_deriveds.values()) e.reject(Zt);
			this.#x(), this.#i?.resolve();
		}
		register_created_effect(e) {
			this.#o.push(e);
		}
		#b() {
			for (let u = cn; u !== null; u = u.next) {
				var e = u.id < this.id, t = [];
				for (let [r, [i, a]] of this.current) {
					if (u.current.has(r)) {
						var n = u.current.get(r)[0];
						if (e && i !== n) u.current.set(r, [i, a]);
						else continue;
					}
					t.push(r);
				}
				if (e) for (let [e, t] of this.async_deriveds) {
					let n = u.async_deriveds.get(e);
					n && t.promise.then(n.resolve).catch(n.reject);
				}
				var r = [...u.current.keys()].filter((e) => !u.current.get(e)[1]);
				if (u.started && r.length !== 0) {
					var i = r.filter((e) => !this.current.has(e));
					if (i.length === 0) e && u.discard();
					else if (t.length > 0) {
						if (e) for (let e of this.#l) u.unskip_effect(e, (e) => {
							e.f & 4194320 ? u.schedule(e) : u.#y([e]);
						});
						u.activate();
						var a = /* @__PURE__ */ new Set(), o = /* @__PURE__ */ new Map();
						for (var s of t) nn(s, i, a, o);
						o = /* @__PURE__ */ new Map();
						var c = [...u.current].filter(([e, t]) => {
							let n = this.current.get(e);
							return !n || n[0] !== t[0] || n[1] !== t[1];
						}).map(([e]) => e);
						if (c.length > 0) for (let e of this.#o) !(e.f & 155648) && rn(e, c, o) && (e.f & 4194320 ? (St(e, w), u.schedule(e)) : u.add_dirty_reaction(e, w));
						if (u.#a.length > 0 && !u.#u) {
							u.apply();
							for (var l of u.#p()) u.#h(l, [], []);
						}
						u.deactivate();
					}
				}
			}
		}
		increment(e, t) {
			if (this.#n += 1, e) {
				let e = this.#r.get(t) ?? 0;
				this.#r.set(t, e + 1);
			}
		}
		decrement(e, t) {
			if (--this.#n, e) {
				let e = this.#r.get(t) ?? 0;
				e === 1 ? this.#r.delete(t) : this.#r.set(t, e - 1);
			}
			this.#u || (this.#u = !0, vt(() => {
				this.#u = !1, this.linked && this.flush();
			}));
		}
		transfer_reactions(e) {
			for (let [t, n] of e) this.add_dirty_reaction(t, n);
			e.clear();
		}
		add_dirty_reaction(e, t) {
			(t === 2048 || this.#s.get(e) !== 2048) && this.#s.set(e, t);
		}
		oncommit(e) {
			this.#e.add(e);
		}
		ondiscard(e) {
			this.#t.add(e);
		}
		settled() {
			return (this.#i ??= s()).promise;
		}
		static ensure() {
			if (M === null) {
				let t = M = new e();
				!mn && !pn && vt(() => {
					t.started || t.flush();
				});
			}
			return M;
		}
		apply() {
			if (!ot || !this.is_fork && this.prev === null && this.next === null) dn = null;
			else {
				dn = /* @__PURE__ */ new Map();
				for (let [e, [t]] of this.current) dn.set(e, t);
				for (let e = cn; e !== null; e = e.next) if (!(e === this || e.is_fork) && (e.id >= this.id || !e.#_(this))) for (let [t, n] of e.previous) dn.has(t) || dn.set(t, n);
			}
		}
		schedule(e) {
			fn = e, e.b?.is_pending && e.f & 16777228 && !(e.f & 32768) ? e.b.defer_effect(e) : this.#a.push(e);
		}
		#x() {
			if (this.linked) {
				var e = this.prev, t = this.next;
				e === null ? cn = t : e.next = t, t === null ? ln = e : t.prev = e, this.linked = !1;
			}
		}
	}, bn = null;
}));
function Sn(e, t) {
	return {
		f: 0,
		v: e,
		reactions: null,
		equals: Ve,
		rv: 0,
		wv: 0
	};
}
/*#__NO_SIDE_EFFECTS__*/
function N(e, t) {
	let n = Sn(e, t);
	return Nr(n), n;
}
/*#__NO_SIDE_EFFECTS__*/
function Cn(e, t = !1, n = !0) {
	let r = Sn(e);
	return t || (r.equals = Ue), st && n && ht !== null && ht.l !== null && (ht.l.s ??= []).push(r), r;
}
function P(e, t, n = !1) {
	return Yr !== null && (!Xr || Yr.f & 131072) && mt() && Yr.f & 4325394 && (Qr === null || !Qr.has(e)) && nt(), wn(e, n ? Pn(t) : t, gn);
}
function wn(e, t, n = null) {
	if (!e.equals(t)) {
		Jr ? kn.set(e, t) : kn.has(e) || kn.set(e, e.v);
		var r = yn.ensure();
		if (r.capture(e, t), e.f & 2) {
			let t = e;
			e.f & 2048 && qt(t), dn === null && Ct(t);
		}
		e.wv = Ir(), jn = null, Mn = 0, Dn(e, w, n), jn = null, mt() && Zr !== null && Zr.f & 1024 && !(Zr.f & 96) && (ti === null ? Pr([e]) : ti.push(e)), !r.is_fork && On.size > 0 && !An && Tn();
	}
	return t;
}
function Tn() {
	An = !1;
	for (let e of On) {
		e.f & 1024 && St(e, T);
		let t;
		try {
			t = Lr(e);
		} catch {
			t = !0;
		}
		t && Ur(e);
	}
	On.clear();
}
function En(e) {
	P(e, e.v + 1);
}
function Dn(e, t, n) {
	var r = e.reactions;
	if (r !== null) {
		var i = mt(), a = r.length;
		if (Mn += a, Mn > 1e5 && jn === null && (jn = /* @__PURE__ */ new Set()), jn !== null) {
			if (jn.has(e)) return;
			jn.add(e);
		}
		for (var o = 0; o < a; o++) {
			var s = r[o], c = s.f;
			if (i || s !== Zr) {
				var l = (c & w) === 0;
				if (l && St(s, t), c & 131072) On.add(s);
				else if (c & 2) {
					var u = s;
					dn?.delete(u), Dn(u, T, n);
				} else if (l) {
					var d = s;
					c & 16 && bn !== null && bn.add(d), n === null ? an(d) : n.push(d);
				}
			}
		}
	}
}
var On, kn, An, jn, Mn, Nn = t((() => {
	i(), H(), We(), Se(), it(), ct(), ut(), dt(), gt(), xn(), Ln(), Qt(), Tt(), On = /* @__PURE__ */ new Set(), kn = /* @__PURE__ */ new Map(), An = !1, jn = null, Mn = 0;
}));
// node_modules/svelte/src/internal/client/proxy.js
function Pn(e) {
	if (typeof e != "object" || !e || de in e || fe in e) return e;
	let t = v(e);
	if (t !== g && t !== _) return e;
	var n = /* @__PURE__ */ new Map(), r = l(e), i = /* @__PURE__ */ N(0), a = null, o = ii, s = (e) => {
		if (ii === o) return e();
		var t = Yr, n = ii;
		jr(null), Fr(o);
		var r = e();
		return jr(t), Fr(n), r;
	};
	return r && n.set("length", /* @__PURE__ */ N(e.length, a)), new Proxy(e, {
		defineProperty(e, t, r) {
			"value" in r && r.configurable !== !1 && r.enumerable !== !1 && r.writable !== !1 || et();
			var i = n.get(t);
			return i === void 0 ? s(() => {
				var e = /* @__PURE__ */ N(r.value, a);
				return n.set(t, e), e;
			}) : P(i, r.value, !0), !0;
		},
		deleteProperty(e, t) {
			var r = n.get(t);
			if (r === void 0) {
				if (t in e) {
					let e = s(() => /* @__PURE__ */ N(we, a));
					n.set(t, e), En(i);
				}
			} else P(r, we), En(i);
			return !0;
		},
		get(t, r, i) {
			if (r === de) return e;
			var o = n.get(r), c = r in t;
			if (o === void 0 && (!c || m(t, r)?.writable) && (o = s(() => /* @__PURE__ */ N(Pn(c ? t[r] : we), a)), n.set(r, o)), o !== void 0) {
				var l = V(o);
				return l === we ? void 0 : l;
			}
			return Reflect.get(t, r, i);
		},
		getOwnPropertyDescriptor(e, t) {
			this.has?.(e, t);
			var r = Reflect.getOwnPropertyDescriptor(e, t), i = n.get(t);
			if (i !== void 0) {
				var a = V(i);
				if (a === we) return;
				if (r && "value" in r) r.value = a;
				else return {
					enumerable: !0,
					configurable: !0,
					value: a,
					writable: !0
				};
			}
			return r;
		},
		has(e, t) {
			if (t === de) return !0;
			var r = n.get(t), i = r !== void 0 && r.v !== we || Reflect.has(e, t);
			return (r !== void 0 || (Zr !== null || Yr !== null) && (!i || m(e, t)?.writable)) && (r === void 0 && (r = s(() => /* @__PURE__ */ N(i ? Pn(e[t]) : we, a)), n.set(t, r)), V(r) === we) ? !1 : i;
		},
		set(e, t, o, c) {
			var l = n.get(t), u = t in e;
			if (r && t === "length") for (var d = o; d < l.v; d += 1) {
				var f = n.get(d + "");
				f === void 0 ? d in e && (f = s(() => /* @__PURE__ */ N(we, a)), n.set(d + "", f)) : P(f, we);
			}
			if (l === void 0) (!u || m(e, t)?.writable) && (l = s(() => /* @__PURE__ */ N(void 0, a)), P(l, Pn(o)), n.set(t, l));
			else {
				u = l.v !== we;
				var p = s(() => Pn(o));
				P(l, p);
			}
			var h = Reflect.getOwnPropertyDescriptor(e, t);
			if (h?.set && h.set.call(c, o), !u) {
				if (r && typeof t == "string") {
					var g = n.get("length"), _ = Number(t);
					Number.isInteger(_) && _ >= g.v && P(g, _ + 1);
				}
				En(i);
			}
			return !0;
		},
		ownKeys(e) {
			V(i);
			var t = Reflect.ownKeys(e).filter((e) => {
				var t = n.get(e);
				return t === void 0 || t.v !== we;
			});
			for (var [r, a] of n) a.v !== we && !(r in e) && t.push(r);
			return t;
		},
		setPrototypeOf() {
			tt();
		}
	});
}
function Fn(e) {
	try {
		if (typeof e == "object" && e && de in e) return e[de];
	} catch {}
	return e;
}
function In(e, t) {
	return Object.is(Fn(e), Fn(t));
}
var Ln = t((() => {
	i(), H(), x(), Nn(), Se(), Oe(), it(), ut(), dt(), ct();
})), Rn = t((() => {
	Ne(), Ln();
}));
// node_modules/svelte/src/internal/client/dom/operations.js
function zn() {
	if (qn === void 0) {
		qn = window, Jn = document, Yn = /Firefox/.test(navigator.userAgent);
		var e = Element.prototype, t = Node.prototype, n = Text.prototype;
		Xn = m(t, "firstChild").get, Zn = m(t, "nextSibling").get, y(e) && (e[ge] = void 0, e[he] = null, e[_e] = void 0, e.__e = void 0), y(n) && (n[ve] = void 0);
	}
}
function Bn(e = "") {
	return document.createTextNode(e);
}
/*@__NO_SIDE_EFFECTS__*/
function Vn(e) {
	return Xn.call(e);
}
/*@__NO_SIDE_EFFECTS__*/
function Hn(e) {
	return Zn.call(e);
}
function F(e, t) {
	if (!D) return /* @__PURE__ */ Vn(e);
	var n = /* @__PURE__ */ Vn(O);
	if (n === null) n = O.appendChild(Bn());
	else if (t && n.nodeType !== 3) {
		var r = Bn();
		return n?.before(r), Fe(r), r;
	}
	return t && Kn(n), Fe(n), n;
}
function I(e, t = !1) {
	if (!D) {
		var n = /* @__PURE__ */ Vn(e);
		return n instanceof Comment && n.data === "" ? /* @__PURE__ */ Hn(n) : n;
	}
	if (t) {
		if (O?.nodeType !== 3) {
			var r = Bn();
			return O?.before(r), Fe(r), r;
		}
		Kn(O);
	}
	return O;
}
function L(e, t = !1) {
	if (!D) return /* @__PURE__ */ Vn(e);
	var n = F(e, t);
	return E(e), n;
}
function R(e, t = 1, n = !1) {
	let r = D ? O : e;
	for (var i; t--;) i = r, r = /* @__PURE__ */ Hn(r);
	if (!D) return r;
	if (n) {
		if (r?.nodeType !== 3) {
			var a = Bn();
			return r === null ? i?.after(a) : r.before(a), Fe(a), a;
		}
		Kn(r);
	}
	return Fe(r), r;
}
function Un(e) {
	e.textContent = "";
}
function Wn() {
	return !ot || bn !== null ? !1 : (Zr.f & ne) !== 0;
}
function Gn(e, t, n) {
	return t == null || t === "http://www.w3.org/1999/xhtml" ? n ? document.createElement(e, { is: n }) : document.createElement(e) : n ? document.createElementNS(t, e, { is: n }) : document.createElementNS(t, e);
}
function Kn(e) {
	if (e.nodeValue.length < 65536) return;
	let t = e.nextSibling;
	for (; t !== null && t.nodeType === 3;) t.remove(), e.nodeValue += t.nodeValue, t = e.nextSibling;
}
var qn, Jn, Yn, Xn, Zn, Qn = t((() => {
	Be(), i(), Rn(), x(), H(), ct(), Se(), xn(), Oe();
}));
// node_modules/svelte/src/internal/client/error-handling.js
function $n(e) {
	var t = Zr;
	if (t === null) return Yr.f |= ue, e;
	if (!(t.f & 32768) && !(t.f & 4)) throw e;
	er(e, t);
}
function er(e, t) {
	if (e === Ce) throw e;
	if (!(t !== null && t.f & 16384)) {
		for (; t !== null;) {
			if (t.f & 128 && !(t.f & 33570816)) {
				if (!(t.f & 32768)) throw e;
				try {
					t.b.error(e);
					return;
				} catch (t) {
					e = t;
				}
			}
			t = t.parent;
		}
		throw e;
	}
}
var tr = t((() => {
	i(), Oe(), Qn(), Se(), x(), H();
}));
// node_modules/svelte/src/internal/client/reactivity/effects.js
function nr(e) {
	Zr === null && (Yr === null && Ze(e), Xe()), Jr && Ye(e);
}
function rr(e, t) {
	var n = t.last;
	n === null ? t.last = t.first = e : (n.next = e, e.prev = n, t.last = e);
}
function ir(e, t) {
	var n = Zr;
	n !== null && n.f & 8192 && (e |= ee);
	var r = {
		ctx: ht,
		deps: null,
		nodes: null,
		f: e | w | 512,
		first: null,
		fn: t,
		last: null,
		next: null,
		parent: n,
		b: n && n.b,
		prev: null,
		teardown: null,
		wv: 0,
		ac: null
	};
	M?.register_created_effect(r);
	var i = r;
	if (e & 4) hn === null ? yn.ensure().schedule(r) : hn.push(r);
	else if (t !== null) {
		try {
			Ur(r);
		} catch (e) {
			throw br(r), e;
		}
		i.deps === null && i.teardown === null && i.nodes === null && i.first === i.last && !(i.f & 524288) && (i = i.first, e & 16 && e & 65536 && i !== null && (i.f |= ie));
	}
	if (i !== null && (i.parent = n, n !== null && rr(i, n), Yr !== null && Yr.f & 2 && !(e & 64))) {
		var a = Yr;
		(a.effects ??= []).push(i);
	}
	return r;
}
function ar() {
	return Yr !== null && !Xr;
}
function or(e) {
	let t = ir(8, null);
	return St(t, C), t.teardown = e, t;
}
function sr(e) {
	nr("$effect");
	var t = Zr.f;
	if (!Yr && t & 32 && ht !== null && !ht.i) {
		var n = ht;
		(n.e ??= []).push(e);
	} else return cr(e);
}
function cr(e) {
	return ir(4 | oe, e);
}
function lr(e) {
	return nr("$effect.pre"), ir(8 | oe, e);
}
function ur(e) {
	yn.ensure();
	let t = ir(64 | ae, e);
	return (e = {}) => new Promise((n) => {
		e.outro ? Cr(t, () => {
			br(t), n(void 0);
		}) : (br(t), n(void 0));
	});
}
function dr(e) {
	return ir(4, e);
}
function fr(e) {
	return ir(le | ae, e);
}
function pr(e, t = 0) {
	return ir(8 | t, e);
}
function z(e, t = [], n = [], r = []) {
	Lt(r, t, n, (t) => {
		ir(8, () => {
			e(...t.map(V));
		});
	});
}
function mr(e, t = 0) {
	return ir(16 | t, e);
}
function hr(e, t = 0) {
	return ir(S | t, e);
}
function gr(e) {
	return ir(32 | ae, e);
}
function _r(e) {
	var t = e.teardown;
	if (t !== null) {
		let n = Jr, r = Yr;
		Ar(!0), jr(null);
		try {
			t.call(null);
		} catch (t) {
			er(t, e.parent);
		} finally {
			Ar(n), jr(r);
		}
	}
}
function vr(e, t = !1) {
	var n = e.first;
	for (e.first = e.last = null; n !== null;) {
		let e = n.ac;
		e !== null && Pt(() => {
			e.abort(be);
		});
		var r = n.next;
		n.f & 64 ? n.parent = null : br(n, t), n = r;
	}
}
function yr(e) {
	for (var t = e.first; t !== null;) {
		var n = t.next;
		t.f & 32 || br(t), t = n;
	}
}
function br(e, t = !0) {
	var n = !1;
	(t || e.f & 262144) && e.nodes !== null && e.nodes.end !== null && (xr(e.nodes.start, e.nodes.end), n = !0), e.f |= re, vr(e, t && !n), Hr(e, 0);
	var r = e.nodes && e.nodes.t;
	if (r !== null) for (let e of r) e.stop();
	_r(e), e.f ^= re, e.f |= te;
	var i = e.parent;
	i !== null && i.first !== null && Sr(e), e.next = e.prev = e.teardown = e.ctx = e.deps = e.fn = e.nodes = e.ac = e.b = null;
}
function xr(e, t) {
	for (; e !== null;) {
		var n = e === t ? null : /* @__PURE__ */ Hn(e);
		e.remove(), e = n;
	}
}
function Sr(e) {
	var t = e.parent, n = e.prev, r = e.next;
	n !== null && (n.next = r), r !== null && (r.prev = n), t !== null && (t.first === e && (t.first = r), t.last === e && (t.last = n));
}
function Cr(e, t, n = !0) {
	var r = [];
	e.f |= 256, wr(e, r, !0);
	var i = () => {
		n && br(e), t && t();
	}, a = r.length;
	if (a > 0) {
		var o = () => --a || i();
		for (var s of r) s.out(o);
	} else i();
}
function wr(e, t, n) {
	if (!(e.f & 8192)) {
		e.f ^= ee;
		var r = e.nodes && e.nodes.t;
		if (r !== null) for (let e of r) (e.is_global || n) && t.push(e);
		for (var i = e.first; i !== null;) {
			var a = i.next;
			if (!(i.f & 64)) {
				var o = !!(i.f & 65536) || !!(i.f & 32) && !!(e.f & 16);
				wr(i, t, o ? n : !1);
			}
			i = a;
		}
	}
}
function Tr(e) {
	e.f &= -257, Er(e, !0);
}
function Er(e, t) {
	if (!(e.f & 256) && e.f & 8192) {
		e.f ^= ee, e.f & 1024 || (St(e, w), yn.ensure().schedule(e));
		for (var n = e.first; n !== null;) {
			var r = n.next, i = !!(n.f & 65536) || !!(n.f & 32);
			Er(n, i ? t : !1), n = r;
		}
		var a = e.nodes && e.nodes.t;
		if (a !== null) for (let e of a) (e.is_global || t) && e.in();
	}
}
function Dr(e, t) {
	if (e.nodes) for (var n = e.nodes.start, r = e.nodes.end; n !== null;) {
		var i = n === r ? null : /* @__PURE__ */ Hn(n);
		t.append(n), n = i;
	}
}
var B = t((() => {
	H(), Se(), tr(), it(), i(), x(), Qn(), gt(), xn(), Ht(), It(), Tt();
})), Or, kr = t((() => {
	Nn(), H(), Or = null;
}));
// node_modules/svelte/src/internal/client/runtime.js
function Ar(e) {
	Jr = e;
}
function jr(e) {
	Yr = e;
}
function Mr(e) {
	Zr = e;
}
function Nr(e) {
	Yr !== null && (!ot && Yr.f & 2097152 || Yr.f & 2) && (Qr ??= /* @__PURE__ */ new Set()).add(e);
}
function Pr(e) {
	ti = e;
}
function Fr(e) {
	ii = e;
}
function Ir() {
	return ++ni;
}
function Lr(e) {
	var t = e.f;
	if (t & 2048) return !0;
	if (t & 4096) {
		for (var n = e.deps, r = n.length, i = 0; i < r; i++) {
			var a = n[i];
			if (Lr(a) && Jt(a), a.wv > e.wv) return !0;
		}
		t & 512 && dn === null && St(e, C);
	}
	return !1;
}
function Rr(e, t, n = !0) {
	var r = e.reactions;
	if (r !== null && (ot || Qr === null || !Qr.has(e))) for (var i = 0; i < r.length; i++) {
		var a = r[i];
		a.f & 2 ? Rr(a, t, !1) : t === a && (n ? St(a, w) : a.f & 1024 && St(a, T), an(a));
	}
}
function zr(e) {
	var t = $r, n = ei, r = ti, i = Yr, a = Qr, o = ht, s = Xr, c = ii, l = e.f;
	$r = null, ei = 0, ti = null, Yr = l & 96 ? null : e, Qr = null, ft(e.ctx), Xr = !1, ii = ++ri, e.ac !== null && (Pt(() => {
		e.ac.abort(be);
	}), e.ac = null);
	try {
		e.f |= ce;
		var u = e.fn, d = u();
		e.f |= ne;
		var f = Br(e);
		if (mt() && ti !== null && !Xr && f !== null && !(e.f & 6146)) for (var p = 0; p < ti.length; p++) Rr(ti[p], e);
		if (i !== null && i !== e) {
			if (ri++, i.deps !== null) for (let e = 0; e < n; e += 1) i.deps[e].rv = ri;
			if (t !== null) for (let e of t) e.rv = ri;
			ti !== null && (r === null ? r = ti : r.push(...ti));
		}
		return e.f & 8388608 && (e.f ^= ue), d;
	} catch (t) {
		return Br(e), $n(t);
	} finally {
		e.f ^= ce, $r = t, ei = n, ti = r, Yr = i, Qr = a, ft(o), Xr = s, ii = c;
	}
}
function Br(e) {
	var t = e.deps, n = M?.is_fork;
	if ($r !== null) {
		var r;
		if (n || Hr(e, ei), t !== null && ei > 0) for (t.length = ei + $r.length, r = 0; r < $r.length; r++) t[ei + r] = $r[r];
		else e.deps = t = $r;
		if (ar() && e.f & 512) for (r = ei; r < t.length; r++) (t[r].reactions ??= []).push(e);
	} else !n && t !== null && ei < t.length && (Hr(e, ei), t.length = ei);
	return t;
}
function Vr(e, t) {
	let n = t.reactions;
	if (n !== null) {
		var r = u.call(n, e);
		if (r !== -1) {
			var i = n.length - 1;
			i === 0 ? n = t.reactions = null : (n[r] = n[i], n.pop());
		}
	}
	if (n === null && t.f & 2 && ($r === null || !d.call($r, t))) {
		var a = t;
		a.f & 512 && (a.f ^= 512), a.v !== we && Ct(a), a.ac !== null && Pt(() => {
			a.ac.abort(be), a.ac = null, St(a, w);
		}), Yt(a), Hr(a, 0);
	}
}
function Hr(e, t) {
	var n = e.deps;
	if (n !== null) for (var r = t; r < n.length; r++) Vr(e, n[r]);
}
function Ur(e) {
	var t = e.f;
	if (!(t & 16384)) {
		St(e, C);
		var n = Zr;
		Zr = e;
		try {
			t & 16777232 ? yr(e) : vr(e), _r(e);
			var r = zr(e);
			e.teardown = typeof r == "function" ? r : null, e.wv = ni;
		} finally {
			Zr = n;
		}
	}
}
async function Wr() {
	if (ot) return new Promise((e) => {
		requestAnimationFrame(() => e()), setTimeout(() => e());
	});
	await Promise.resolve(), $t();
}
function V(e) {
	var t = !!(e.f & 2);
	if (Or?.add(e), Yr !== null && !Xr && !(Zr !== null && Zr.f & 16384) && (Qr === null || !Qr.has(e))) {
		var n = Yr.deps;
		if (Yr.f & 2097152) e.rv < ri && (e.rv = ri, $r === null && n !== null && n[ei] === e ? ei++ : $r === null ? $r = [e] : $r.push(e));
		else {
			Yr.deps ??= [], d.call(Yr.deps, e) || Yr.deps.push(e);
			var r = e.reactions;
			r === null ? e.reactions = [Yr] : d.call(r, Yr) || r.push(Yr);
		}
	}
	if (Jr && kn.has(e)) return kn.get(e);
	if (t) {
		var i = e;
		if (Jr) {
			var a = i.v;
			return (!(i.f & 1024) && i.reactions !== null || Kr(i)) && (a = qt(i)), kn.set(i, a), a;
		}
		var o = !(i.f & 512) && !Xr && Yr !== null && !!(Yr.f & 512), s = (i.f & ne) === 0;
		Lr(i) && (o && (i.f |= 512), Jt(i)), o && !s && (Xt(i), Gr(i));
	}
	if (dn?.has(e)) return dn.get(e);
	if (e.f & 8388608) throw e.v;
	return e.v;
}
function Gr(e) {
	if (e.f |= 512, e.deps !== null) for (let n of e.deps) {
		var t = n.reactions;
		t === null ? n.reactions = [e] : d.call(t, e) || t.push(e), n.f & 2 && !(n.f & 512) && (Xt(n), Gr(n));
	}
}
function Kr(e) {
	if (e.v === we) return !0;
	if (e.deps === null) return !1;
	for (let t of e.deps) if (kn.has(t) || t.f & 2 && Kr(t)) return !0;
	return !1;
}
function qr(e) {
	var t = Xr;
	try {
		return Xr = !0, e();
	} finally {
		Xr = t;
	}
}
var Jr, Yr, Xr, Zr, Qr, $r, ei, ti, ni, ri, ii, H = t((() => {
	i(), x(), B(), Se(), Nn(), Qt(), ct(), ut(), dt(), gt(), xn(), tr(), Oe(), kr(), It(), Tt(), Ne(), Jr = !1, Yr = null, Xr = !1, Zr = null, Qr = null, $r = null, ei = 0, ti = null, ni = 1, ri = 0, ii = ri;
})), ai = t((() => {
	Z(), Cs(), B();
}));
function oi(e) {
	return e.endsWith("capture") && e !== "gotpointercapture" && e !== "lostpointercapture";
}
function si(e) {
	return di.includes(e);
}
function ci(e) {
	return e = e.toLowerCase(), pi[e] ?? e;
}
function li(e) {
	return mi.includes(e);
}
function ui(e) {
	return gi.includes(e);
}
var di, fi, pi, mi, hi, gi, _i = t((() => {
	di = [
		"beforeinput",
		"click",
		"change",
		"dblclick",
		"contextmenu",
		"focusin",
		"focusout",
		"input",
		"keydown",
		"keyup",
		"mousedown",
		"mousemove",
		"mouseout",
		"mouseover",
		"mouseup",
		"pointerdown",
		"pointermove",
		"pointerout",
		"pointerover",
		"pointerup",
		"touchend",
		"touchmove",
		"touchstart"
	], fi = /* @__PURE__ */ "allowfullscreen.async.autofocus.autoplay.checked.controls.default.disabled.formnovalidate.indeterminate.inert.ismap.loop.multiple.muted.nomodule.novalidate.open.playsinline.readonly.required.reversed.seamless.selected.webkitdirectory.defer.disablepictureinpicture.disableremoteplayback".split("."), pi = {
		formnovalidate: "formNoValidate",
		ismap: "isMap",
		nomodule: "noModule",
		playsinline: "playsInline",
		readonly: "readOnly",
		defaultvalue: "defaultValue",
		defaultchecked: "defaultChecked",
		srcobject: "srcObject",
		novalidate: "noValidate",
		allowfullscreen: "allowFullscreen",
		disablepictureinpicture: "disablePictureInPicture",
		disableremoteplayback: "disableRemotePlayback"
	}, [...fi], mi = ["touchstart", "touchmove"], hi = [
		"$state",
		"$state.raw",
		"$derived",
		"$derived.by"
	], [...hi], gi = [
		"textarea",
		"script",
		"style",
		"title"
	];
})), vi = t((() => {
	Se(), _i(), H();
})), yi = t((() => {
	Se(), Be(), gt();
}));
// node_modules/svelte/src/internal/client/dom/elements/events.js
function bi(e, t, n, r = {}) {
	function i(e) {
		if (r.capture || wi.call(t, e), !e.cancelBubble) return Pt(() => n?.call(this, e));
	}
	return e.startsWith("pointer") || e.startsWith("touch") || e === "wheel" ? (i.__removed = !1, vt(() => {
		i.__removed || t.addEventListener(e, i, r);
	})) : t.addEventListener(e, i, r), i;
}
function xi(e, t, n, r = {}) {
	var i = bi(t, e, n, r);
	return () => {
		i.__removed = !0, e.removeEventListener(t, i, r);
	};
}
function Si(e, t, n, r, i) {
	var a = {
		capture: r,
		passive: i
	}, o = bi(e, t, n, a);
	(t === document.body || t === window || t === document || t instanceof HTMLMediaElement) && or(() => {
		o.__removed = !0, t.removeEventListener(e, o, a);
	});
}
function U(e, t, n) {
	(t[Ti] ??= {})[e] = n;
}
function Ci(e) {
	for (var t = 0; t < e.length; t++) Ei.add(e[t]);
	for (var n of Di) n(e);
}
function wi(e) {
	var t = this, n = t.ownerDocument, r = e.type, i = e.composedPath?.() || [], a = i[0] || e.target;
	Oi = e, ki || (ki = !0, setTimeout(() => {
		ki = !1, Oi = null;
	}));
	var o = 0, s = Oi === e && e[Ti];
	if (s) {
		var c = i.indexOf(s);
		if (c !== -1 && (t === document || t === window)) {
			e[Ti] = t;
			return;
		}
		var l = i.indexOf(t);
		if (l === -1) return;
		c <= l && (o = c);
	}
	if (a = i[o] || e.target, a !== t) {
		p(e, "currentTarget", {
			configurable: !0,
			get() {
				return a || n;
			}
		});
		var u = Yr, d = Zr;
		jr(null), Mr(null);
		try {
			for (var f, m = []; a !== null && a !== t;) {
				try {
					var h = a[Ti]?.[r];
					h == null || a.disabled && e.target !== a || h.call(a, e);
				} catch (e) {
					f ? m.push(e) : f = e;
				}
				if (e.cancelBubble) break;
				o++, a = o < i.length ? i[o] : null;
			}
			if (f) {
				for (let e of m) queueMicrotask(() => {
					throw e;
				});
				throw f;
			}
		} finally {
			e[Ti] = t, delete e.currentTarget, jr(u), Mr(d);
		}
	}
}
var Ti, Ei, Di, Oi, ki, Ai = t((() => {
	B(), x(), Be(), xt(), H(), It(), Ti = Symbol("events"), Ei = /* @__PURE__ */ new Set(), Di = /* @__PURE__ */ new Set(), Oi = null, ki = !1;
}));
// node_modules/svelte/src/internal/client/dom/reconciler.js
function ji(e) {
	return Ni?.createHTML(e) ?? e;
}
function Mi(e) {
	var t = Gn("template");
	return t.innerHTML = ji(e.replaceAll("<!>", "<!---->")), t.content;
}
var Ni, Pi = t((() => {
	Qn(), Ni = globalThis?.window?.trustedTypes && /* @__PURE__ */ globalThis.window.trustedTypes.createPolicy("svelte-trusted-html", { createHTML: (e) => e });
}));
// node_modules/svelte/src/internal/client/dom/template.js
function Fi(e, t) {
	var n = Zr;
	n.nodes === null && (n.nodes = {
		start: e,
		end: t,
		a: null,
		t: null
	});
}
/*#__NO_SIDE_EFFECTS__*/
function W(e, t) {
	var n = !!(t & 1), r = !!(t & 2), i, a = !e.startsWith("<!>");
	return () => {
		if (D) return Fi(O, null), O;
		i === void 0 && (i = Mi(a ? e : "<!>" + e), n || (i = /* @__PURE__ */ Vn(i)));
		var t = r || Yn ? document.importNode(i, !0) : i.cloneNode(!0);
		if (n) {
			var o = /* @__PURE__ */ Vn(t), s = t.lastChild;
			Fi(o, s);
		} else Fi(t, t);
		return t;
	};
}
/*#__NO_SIDE_EFFECTS__*/
function Ii(e, t, n = "svg") {
	var r = !e.startsWith("<!>"), i = !!(t & 1), a = `<${n}>${r ? e : "<!>" + e}</${n}>`, o;
	return () => {
		if (D) return Fi(O, null), O;
		if (!o) {
			var e = /* @__PURE__ */ Vn(Mi(a));
			if (i) for (o = document.createDocumentFragment(); /* @__PURE__ */ Vn(e);) o.appendChild(/* @__PURE__ */ Vn(e));
			else o = /* @__PURE__ */ Vn(e);
		}
		var t = o.cloneNode(!0);
		if (i) {
			var n = /* @__PURE__ */ Vn(t), r = t.lastChild;
			Fi(n, r);
		} else Fi(t, t);
		return t;
	};
}
/*#__NO_SIDE_EFFECTS__*/
function Li(e, t) {
	return /* @__PURE__ */ Ii(e, t, "svg");
}
function Ri(e = "") {
	if (!D) {
		var t = Bn(e + "");
		return Fi(t, t), t;
	}
	var n = O;
	return n.nodeType === 3 ? Kn(n) : (n.before(n = Bn()), Fe(n)), Fi(n, n), n;
}
function G() {
	if (D) return Fi(O, null), O;
	var e = document.createDocumentFragment(), t = document.createComment(""), n = Bn();
	return e.append(t, n), Fi(t, n), e;
}
function K(e, t) {
	if (D) {
		var n = Zr;
		n.f & 32768 && n.nodes.end !== null || (n.nodes.end = O), Ie();
	} else e !== null && e.before(t);
}
function zi() {
	if (D && O && O.nodeType === 8 && O.textContent?.startsWith("$")) {
		let e = O.textContent.substring(1);
		return Ie(), e;
	}
	return (window.__svelte ??= {}).uid ??= 1, `c${window.__svelte.uid++}`;
}
var Bi = t((() => {
	Be(), Qn(), Pi(), H(), Oe(), Se();
}));
// node_modules/svelte/src/reactivity/create-subscriber.js
function Vi(e) {
	let t = 0, n = Sn(0), r;
	return () => {
		ar() && (V(n), pr(() => (t === 0 && (r = qr(() => e(() => En(n)))), t += 1, () => {
			vt(() => {
				--t, t === 0 && (r?.(), r = void 0, En(n));
			});
		})));
	};
}
var Hi = t((() => {
	H(), B(), Nn(), ut(), i(), xt();
}));
// node_modules/svelte/src/internal/client/dom/blocks/boundary.js
function Ui(e, t, n, r) {
	new Gi(e, t, n, r);
}
var Wi, Gi, Ki = t((() => {
	Se(), Oe(), gt(), tr(), B(), H(), Be(), xt(), it(), Ne(), i(), xn(), Nn(), ut(), Hi(), Qn(), Dt(), Wi = ie | ae, Gi = class {
		parent;
		is_pending = !1;
		transform_error;
		#e;
		#t = D ? O : null;
		#n;
		#r;
		#i;
		#a = null;
		#o = null;
		#s = null;
		#c = null;
		#l = 0;
		#u = 0;
		#d = !1;
		#f = /* @__PURE__ */ new Map();
		#p = null;
		#m = Vi(() => (this.#p = Sn(this.#l), () => {
			this.#p = null;
		}));
		constructor(e, t, n, r) {
			this.#e = e, this.#n = t, this.#r = (e) => {
				var t = Zr;
				t.b = this, t.f |= 128, n(e);
			}, this.parent = Zr.b, this.transform_error = r ?? this.parent?.transform_error ?? ((e) => e), this.#i = mr(() => {
				if (D) {
					let e = ze(this.#t);
					Ie();
					let t = e === "[!";
					if (e.startsWith("[?")) {
						let t = JSON.parse(e.slice(2));
						this.#g(t);
					} else t ? this.#y() : this.#h();
				} else this.#b();
			}, Wi), D && (this.#e = O);
		}
		#h() {
			try {
				this.#a = gr(() => this.#r(this.#e));
			} catch (e) {
				this.error(e);
			}
		}
		#g(e) {
			let t = this.#n.failed, { reset: n, invoke_onerror: r } = this.#_(e);
			vt(r), t && (this.#s = gr(() => {
				t(this.#e, () => e, () => n);
			}));
		}
		#_(e) {
			var t = !1, n = !1;
			let r = () => {
				this.#v() || (t ? Me() : (t = !0, n && rt(), this.#s !== null && Cr(this.#s, () => {
					this.#s = null;
				}), this.#S(() => {
					this.#b();
				})));
			};
			return {
				reset: r,
				invoke_onerror: () => {
					if (!this.#v()) try {
						n = !0, this.#n.onerror?.(e, r), n = !1;
					} catch (e) {
						er(e, this.#i && this.#i.parent);
					}
				}
			};
		}
		#v() {
			return (this.#i.f & (te | re)) !== 0;
		}
		#y() {
			let e = this.#n.pending;
			e && (this.is_pending = !0, this.#o = gr(() => e(this.#e)), vt(() => {
				if (!this.#v()) {
					var e = this.#c = document.createDocumentFragment(), t = Bn(), n = !1;
					e.append(t), this.#a = this.#S(() => {
						try {
							return gr(() => this.#r(t));
						} catch (e) {
							try {
								this.error(e), n = !0;
							} catch (e) {
								er(e, this.#i.parent);
							}
							return null;
						}
					}), this.#a === null ? (this.#c = null, n && this.#x(M)) : this.#u === 0 && (this.#e.before(e), this.#c = null, Cr(this.#o, () => {
						this.#o = null;
					}), this.#x(M));
				}
			}));
		}
		#b() {
			try {
				if (this.is_pending = this.has_pending_snippet(), this.#u = 0, this.#l = 0, this.#a = gr(() => {
					this.#r(this.#e);
				}), this.#u > 0) {
					var e = this.#c = document.createDocumentFragment();
					Dr(this.#a, e);
					let t = this.#n.pending;
					this.#o = gr(() => t(this.#e));
				} else this.#x(M);
			} catch (e) {
				this.error(e);
			}
		}
		#x(e) {
			this.is_pending = !1, e.transfer_reactions(this.#f);
		}
		defer_effect(e) {
			Et(e, this.#f);
		}
		is_rendered() {
			return !this.is_pending && (!this.parent || this.parent.is_rendered());
		}
		has_pending_snippet() {
			return !!this.#n.pending;
		}
		#S(e) {
			var t = Zr, n = Yr, r = ht;
			Mr(this.#i), jr(this.#i), ft(this.#i.ctx);
			try {
				return yn.ensure(), e();
			} finally {
				Mr(t), jr(n), ft(r);
			}
		}
		#C(e, t) {
			this.has_pending_snippet() ? (this.#u += e, this.#u === 0 && (this.#x(t), this.#o && Cr(this.#o, () => {
				this.#o = null;
			}), this.#c &&= (this.#e.before(this.#c), null))) : this.parent && this.parent.#C(e, t);
		}
		update_pending_count(e, t) {
			this.#C(e, t), this.#l += e, !this.#p || this.#d || (this.#d = !0, vt(() => {
				this.#d = !1, this.#p && wn(this.#p, this.#l);
			}));
		}
		get_effect_pending() {
			return this.#m(), V(this.#p);
		}
		error(e) {
			if (e === Ce || !this.#n.onerror && !this.#n.failed) throw e;
			M?.is_fork ? (this.#a && M.skip_effect(this.#a), this.#o && M.skip_effect(this.#o), this.#s && M.skip_effect(this.#s), M.oncommit(() => {
				this.#v() || this.#w(e);
			})) : this.#w(e);
		}
		#w(e) {
			this.#a &&= (br(this.#a), null), this.#o &&= (br(this.#o), null), this.#s &&= (br(this.#s), null), D && (Fe(this.#t), Le(), Fe(Re()));
			let t = this.#n.failed, n = (e) => {
				if (this.#v()) return;
				let { reset: n, invoke_onerror: r } = this.#_(e);
				r(), t && !this.#v() && (this.#s = this.#S(() => {
					try {
						return gr(() => {
							var r = Zr;
							r.b = this, r.f |= 128, t(this.#e, () => e, () => n);
						});
					} catch (e) {
						return er(e, this.#i.parent), null;
					}
				}));
			};
			vt(() => {
				if (!this.#v()) {
					var t;
					try {
						t = this.transform_error(e);
					} catch (e) {
						er(e, this.#i && this.#i.parent);
						return;
					}
					typeof t == "object" && t && typeof t.then == "function" ? t.then(n, (e) => er(e, this.#i && this.#i.parent)) : n(t);
				}
			});
		}
	};
}));
// node_modules/svelte/src/internal/client/render.js
function qi(e) {
	Zi = e;
}
function q(e, t) {
	var n = t == null ? "" : typeof t == "object" ? `${t}` : t;
	n !== (e[ve] ??= e.nodeValue) && (e[ve] = n, e.nodeValue = `${n}`);
}
function Ji(e, t) {
	return Yi(e, t);
}
function Yi(e, { target: t, anchor: n, props: r = {}, events: i, context: a, intro: o = !0, transformError: s }) {
	zn();
	var c = void 0, l = ur(() => {
		var l = n ?? t.appendChild(Bn());
		Ui(l, { pending: () => {} }, (t) => {
			k({});
			var n = ht;
			if (a && (n.c = a), i && (r.$$events = i), D && Fi(t, null), Zi = o, c = e(t, r) || pt(), Zi = !0, D && (Zr.nodes.end = O, O === null || O.nodeType !== 8 || O.data !== "]")) throw Ae(), Ce;
			A();
		}, s);
		var u = /* @__PURE__ */ new Set(), d = (e) => {
			for (var n = 0; n < e.length; n++) {
				var r = e[n];
				if (!u.has(r)) {
					u.add(r);
					var i = li(r);
					for (let e of [t, document]) {
						var a = Qi.get(e);
						a === void 0 && (a = /* @__PURE__ */ new Map(), Qi.set(e, a));
						var o = a.get(r);
						o === void 0 ? (e.addEventListener(r, wi, { passive: i }), a.set(r, 1)) : a.set(r, o + 1);
					}
				}
			}
		};
		return d(f(Ei)), Di.add(d), () => {
			for (var e of u) for (let n of [t, document]) {
				var r = Qi.get(n), i = r.get(e);
				--i == 0 ? (n.removeEventListener(e, wi), r.delete(e), r.size === 0 && Qi.delete(n)) : r.set(e, i);
			}
			Di.delete(d), l !== n && l.parentNode?.removeChild(l);
		};
	});
	return $i.set(c, l), c;
}
function Xi(e, t) {
	let n = $i.get(e);
	return n ? ($i.delete(e), n(t)) : Promise.resolve();
}
var Zi, Qi, $i, ea = t((() => {
	i(), Qn(), Oe(), H(), gt(), B(), Be(), x(), Ai(), Ne(), it(), Bi(), _i(), Se(), Ki(), Qi = /* @__PURE__ */ new Map(), $i = /* @__PURE__ */ new WeakMap();
})), ta = t((() => {
	Se(), Be(), B(), Nn(), ea(), H();
})), na = t((() => {
	x(), Se(), gt(), _i();
})), ra = t((() => {
	it(), gt();
})), ia = t((() => {
	lt(), B(), H(), dt();
})), aa = t((() => {
	Ht(), H(), Be(), Bi();
})), oa = t((() => {
	it();
})), sa, ca = t((() => {
	xn(), B(), Se(), Be(), Qn(), i(), sa = class {
		anchor;
		#e = /* @__PURE__ */ new Map();
		#t = /* @__PURE__ */ new Map();
		#n = /* @__PURE__ */ new Map();
		#r = /* @__PURE__ */ new Set();
		#i = !0;
		constructor(e, t = !0) {
			this.anchor = e, this.#i = t;
		}
		#a = (e) => {
			if (this.#e.has(e)) {
				var t = this.#e.get(e), n = this.#t.get(t);
				if (n) Tr(n), this.#r.delete(t);
				else {
					var r = this.#n.get(t);
					r && (Tr(r.effect), this.#t.set(t, r.effect), this.#n.delete(t), r.fragment.lastChild.remove(), this.anchor.before(r.fragment), n = r.effect);
				}
				for (let [t, n] of this.#e) {
					if (this.#e.delete(t), t === e) break;
					let r = this.#n.get(n);
					r && (br(r.effect), this.#n.delete(n));
				}
				for (let [e, r] of this.#t) {
					if (e === t || this.#r.has(e)) continue;
					let i = () => {
						if (Array.from(this.#e.values()).includes(e)) {
							var t = document.createDocumentFragment();
							Dr(r, t), t.append(Bn()), this.#n.set(e, {
								effect: r,
								fragment: t
							});
						} else br(r);
						this.#r.delete(e), this.#t.delete(e);
					};
					this.#i || !n ? (this.#r.add(e), Cr(r, i, !1)) : i();
				}
			}
		};
		#o = (e) => {
			this.#e.delete(e);
			let t = Array.from(this.#e.values());
			for (let [e, n] of this.#n) t.includes(e) || (br(n.effect), this.#n.delete(e));
		};
		ensure(e, t) {
			var n = M, r = Wn();
			if (t && !this.#t.has(e) && !this.#n.has(e)) {
				if (r) {
					var i = document.createDocumentFragment(), a = Bn();
					i.append(a), this.#n.set(e, {
						effect: gr(() => t(a)),
						fragment: i
					});
				} else this.#t.set(e, gr(() => t(this.anchor)));
			}
			if (this.#e.set(n, e), r) {
				for (let [t, r] of this.#t) t === e ? n.unskip_effect(r) : n.skip_effect(r);
				for (let [t, r] of this.#n) t === e ? n.unskip_effect(r.effect) : n.skip_effect(r.effect);
				n.oncommit(this.#a), n.ondiscard(this.#o);
			} else D && (this.anchor = O), this.#a(n);
		}
	};
}));
// node_modules/svelte/src/internal/client/dom/blocks/await.js
function la(e, t, n, r, i) {
	D && Ie();
	var o = mt(), s = we, c = o ? Sn(s) : /* @__PURE__ */ Cn(s, !1, !1), l = o ? Sn(s) : /* @__PURE__ */ Cn(s, !1, !1), u = new sa(e);
	mr(() => {
		var o = M, s = t(), d = !1;
		let f = D && a(s) === (e.data === "[!");
		if (f && (Fe(Re()), Pe(!1)), a(s)) {
			var p = Rt(), m = !1;
			let e = (e) => {
				if (!d) {
					m = !0, p(!1), M === o && o.deactivate(), yn.ensure();
					try {
						e();
					} finally {
						zt(!1), pn || $t();
					}
				}
			};
			s.then((t) => {
				e(() => {
					wn(c, t), u.ensure(da, r && ((e) => r(e, c)));
				});
			}, (t) => {
				e(() => {
					if (wn(l, t), u.ensure(fa, i && ((e) => i(e, l))), !i) throw l.v;
				});
			}), D ? u.ensure(ua, n) : vt(() => {
				m || e(() => {
					u.ensure(ua, n);
				});
			});
		} else wn(c, s), u.ensure(da, r && ((e) => r(e, c)));
		return f && Pe(!0), () => {
			d = !0;
		};
	});
}
var ua, da, fa, pa = t((() => {
	x(), B(), Nn(), Be(), xt(), Oe(), gt(), xn(), ca(), Ht(), i(), ua = 0, da = 1, fa = 2;
}));
// node_modules/svelte/src/internal/client/dom/blocks/if.js
function J(e, t, n = !1) {
	var r;
	D && (r = O, Ie());
	var i = new sa(e), a = n ? ie : 0;
	function o(e, t) {
		if (D) {
			var n = ze(r);
			if (e !== parseInt(n.substring(1))) {
				var a = Re();
				Fe(a), i.anchor = a, Pe(!1), i.ensure(e, t), Pe(!0);
				return;
			}
		}
		i.ensure(e, t);
	}
	mr(() => {
		var e = !1;
		t((t, n = 0) => {
			e = !0, o(n, t);
		}), e || o(-1, null);
	}, a);
}
var ma = t((() => {
	Se(), Be(), B(), ca();
}));
// node_modules/svelte/src/internal/client/dom/blocks/key.js
function ha(e, t, n) {
	D && Ie();
	var r = new sa(e), i = !mt();
	mr(() => {
		var e = t();
		e !== e && (e = ga), i && typeof e == "object" && e && (e = {}), r.ensure(e, n);
	});
}
var ga, _a = t((() => {
	gt(), B(), Be(), ca(), ga = Symbol("NaN");
})), va = t((() => {
	B(), Be(), Qn();
}));
// node_modules/svelte/src/internal/client/dom/blocks/each.js
function ya(e, t) {
	return t;
}
function ba(e, t, n) {
	for (var r = [], i = t.length, a, o = t.length, s = 0; s < i; s++) {
		let n = t[s];
		Cr(n, () => {
			if (a) {
				if (a.pending.delete(n), a.done.add(n), a.pending.size === 0) {
					var t = e.outrogroups;
					xa(e, f(a.done)), t.delete(a), t.size === 0 && (e.outrogroups = null);
				}
			} else --o;
		}, !1);
	}
	if (o === 0) {
		var c = r.length === 0 && n !== null && e.pending.size === 0;
		if (c) {
			var l = n, u = l.parentNode;
			Un(u), u.append(l), e.items.clear();
		}
		xa(e, t, !c);
	} else a = {
		pending: new Set(t),
		done: /* @__PURE__ */ new Set()
	}, (e.outrogroups ??= /* @__PURE__ */ new Set()).add(a);
}
function xa(e, t, n = !0) {
	var r;
	if (e.pending.size > 0) {
		r = /* @__PURE__ */ new Set();
		for (let t of e.pending.values()) for (let n of t) r.add(e.items.get(n).e);
	}
	for (var i = 0; i < t.length; i++) {
		var a = t[i];
		r?.has(a) ? (a.f |= se, Dr(a, document.createDocumentFragment())) : br(t[i], n);
	}
}
function Y(e, t, n, r, i, a = null) {
	var o = e, s = /* @__PURE__ */ new Map();
	if (t & 4) {
		var c = e;
		o = D ? Fe(/* @__PURE__ */ Vn(c)) : c.appendChild(Bn());
	}
	D && Ie();
	var u = null, d = /* @__PURE__ */ Gt(() => {
		var e = n();
		return l(e) ? e : e == null ? [] : f(e);
	}), p = /* @__PURE__ */ new Map(), m = !0;
	function h(e) {
		if (!(_.effect.f & 16384)) {
			_.pending.delete(e);
			var n = V(d);
			_.fallback = u, Ca(_, n, o, t, r), u !== null && (n.length === 0 ? u.f & 33554432 ? (u.f ^= se, Ta(u, null, o)) : Tr(u) : Cr(u, () => {
				u = null;
			}));
		}
	}
	function g(e) {
		_.pending.delete(e);
	}
	var _ = {
		effect: mr(() => {
			var e = V(d), c = e.length;
			let l = !1;
			D && ze(o) === "[!" != (c === 0) && (o = Re(), Fe(o), Pe(!1), l = !0);
			for (var f = /* @__PURE__ */ new Set(), _ = M, v = Wn(), y = 0; y < c; y += 1) {
				D && O.nodeType === 8 && O.data === "]" && (o = O, l = !0, Pe(!1));
				var b = e[y], x = r(b, y), S = m ? null : s.get(x);
				S ? (S.v && wn(S.v, b), S.i && wn(S.i, y), v && _.unskip_effect(S.e)) : (S = wa(s, m ? o : Da ??= Bn(), b, x, y, i, t, n), m || (S.e.f |= se), s.set(x, S)), f.add(x);
			}
			if (c === 0 && a && !u && (m ? u = gr(() => a(o)) : (u = gr(() => a(Da ??= Bn())), u.f |= se)), c > f.size && Je("", "", ""), D && c > 0 && Fe(Re()), !m) {
				if (p.set(_, f), v) {
					for (let [e, t] of s) f.has(e) || _.skip_effect(t.e);
					_.oncommit(h), _.ondiscard(g);
				} else h(_);
			}
			l && Pe(!0), V(d);
		}),
		flags: t,
		items: s,
		pending: p,
		outrogroups: null,
		fallback: u
	};
	m = !1, D && (o = O);
}
function Sa(e) {
	for (; e !== null && !(e.f & 32);) e = e.next;
	return e;
}
function Ca(e, t, n, r, i) {
	var a = !!(r & 8), o = t.length, s = e.items, c = Sa(e.effect.first), l, u = null, d, p = [], m = [], h, g, _, v;
	if (a) for (v = 0; v < o; v += 1) h = t[v], g = i(h, v), _ = s.get(g).e, _.f & 33554432 || (_.nodes?.a?.measure(), (d ??= /* @__PURE__ */ new Set()).add(_));
	for (v = 0; v < o; v += 1) {
		if (h = t[v], g = i(h, v), _ = s.get(g).e, e.outrogroups !== null) for (let t of e.outrogroups) t.pending.delete(_), t.done.delete(_);
		if (_.f & 8192 && (Tr(_), a && (_.nodes?.a?.unfix(), (d ??= /* @__PURE__ */ new Set()).delete(_))), _.f & 33554432) {
			if (_.f ^= se, _ === c) Ta(_, null, n);
			else {
				var y = u ? u.next : c;
				_ === e.effect.last && (e.effect.last = _.prev), _.prev && (_.prev.next = _.next), _.next && (_.next.prev = _.prev), Ea(e, u, _), Ea(e, _, y), Ta(_, y, n), u = _, p = [], m = [], c = Sa(u.next);
				continue;
			}
		}
		if (_ !== c) {
			if (l !== void 0 && l.has(_)) {
				if (p.length < m.length) {
					var b = m[0], x;
					u = b.prev;
					var S = p[0], C = p[p.length - 1];
					for (x = 0; x < p.length; x += 1) Ta(p[x], b, n);
					for (x = 0; x < m.length; x += 1) l.delete(m[x]);
					Ea(e, S.prev, C.next), Ea(e, u, S), Ea(e, C, b), c = b, u = C, --v, p = [], m = [];
				} else l.delete(_), Ta(_, c, n), Ea(e, _.prev, _.next), Ea(e, _, u === null ? e.effect.first : u.next), Ea(e, u, _), u = _;
				continue;
			}
			for (p = [], m = []; c !== null && c !== _;) (l ??= /* @__PURE__ */ new Set()).add(c), m.push(c), c = Sa(c.next);
			if (c === null) continue;
		}
		_.f & 33554432 || p.push(_), u = _, c = Sa(_.next);
	}
	if (e.outrogroups !== null) {
		for (let t of e.outrogroups) t.pending.size === 0 && (xa(e, f(t.done)), e.outrogroups?.delete(t));
		e.outrogroups.size === 0 && (e.outrogroups = null);
	}
	if (c !== null || l !== void 0) {
		var w = [];
		if (l !== void 0) for (_ of l) _.f & 8192 || w.push(_);
		for (; c !== null;) !(c.f & 8192) && c !== e.fallback && w.push(c), c = Sa(c.next);
		var T = w.length;
		if (T > 0) {
			var ee = r & 4 && o === 0 ? n : null;
			if (a) {
				for (v = 0; v < T; v += 1) w[v].nodes?.a?.measure();
				for (v = 0; v < T; v += 1) w[v].nodes?.a?.fix();
			}
			ba(e, w, ee);
		}
	}
	a && vt(() => {
		if (d !== void 0) for (_ of d) _.nodes?.a?.apply();
	});
}
function wa(e, t, n, r, i, a, o, s) {
	var c = o & 1 ? o & 16 ? Sn(n) : /* @__PURE__ */ Cn(n, !1, !1) : null, l = o & 2 ? Sn(i) : null;
	return {
		v: c,
		i: l,
		e: gr(() => (a(t, c ?? n, l ?? i, s), () => {
			e.delete(r);
		}))
	};
}
function Ta(e, t, n) {
	if (e.nodes) for (var r = e.nodes.start, i = e.nodes.end, a = t && !(t.f & 33554432) ? t.nodes.start : n; r !== null;) {
		var o = /* @__PURE__ */ Hn(r);
		if (a.before(r), r === i) return;
		r = o;
	}
}
function Ea(e, t, n) {
	t === null ? e.effect.first = n : t.next = n, n === null ? e.effect.last = t : n.prev = t;
}
var Da, Oa = t((() => {
	Oe(), Be(), Qn(), B(), Nn(), x(), Se(), xt(), H(), i(), Qt(), xn(), it(), ut();
}));
function ka(e, t, n = !1, r = !1, i = !1, a = !1) {
	var o = e, s = "";
	if (n) {
		var c = e;
		D && (o = Fe(/* @__PURE__ */ Vn(c)));
	}
	z(() => {
		var e = Zr;
		if (s === (s = t() ?? "")) D && Ie();
		else if (n && !D) e.nodes = null, c.innerHTML = s, s !== "" && Fi(/* @__PURE__ */ Vn(c), c.lastChild);
		else if (e.nodes !== null && (xr(e.nodes.start, e.nodes.end), e.nodes = null), s !== "") {
			if (D) {
				for (var a = O.data, l = Ie(), u = l; l !== null && (l.nodeType !== 8 || l.data !== "");) u = l, l = /* @__PURE__ */ Hn(l);
				if (l === null) throw Ae(), Ce;
				Fi(O, u), o = Fe(l);
			} else {
				var d = Gn(r ? "svg" : i ? "math" : "template", r ? Ee : i ? De : void 0);
				d.innerHTML = s;
				var f = r || i ? d : d.content;
				if (Fi(/* @__PURE__ */ Vn(f), f.lastChild), r || i) for (; /* @__PURE__ */ Vn(f);) o.before(/* @__PURE__ */ Vn(f));
				else o.before(f);
			}
		}
	});
}
var Aa = t((() => {
	Oe(), B(), Be(), Bi(), Ne(), _i(), i(), gt(), Qn(), H(), Se();
})), ja = t((() => {
	Be(), Qn(), Bi();
})), Ma = t((() => {
	_i(), Ke();
}));
// node_modules/svelte/src/internal/client/dom/blocks/snippet.js
function Na(e, t, ...n) {
	var r = new sa(e);
	mr(() => {
		let e = t() ?? null;
		r.ensure(e, e && ((t) => e(t, ...n)));
	}, ie);
}
var Pa = t((() => {
	Se(), B(), gt(), Be(), Pi(), Bi(), it(), i(), Qn(), Ma(), ca();
}));
// node_modules/svelte/src/internal/client/dom/blocks/svelte-component.js
function Fa(e, t, n) {
	var r;
	D && (r = O, Ie());
	var i = new sa(e);
	mr(() => {
		var e = t() ?? null;
		if (D && ze(r) === "[" != (e !== null)) {
			var a = Re();
			Fe(a), i.anchor = a, Pe(!1), i.ensure(e, e && ((t) => n(t, e))), Pe(!0);
		} else i.ensure(e, e && ((t) => n(t, e)));
	}, ie);
}
var Ia = t((() => {
	Se(), B(), Be(), ca(), Oe();
})), La = t((() => {
	x();
})), Ra = t((() => {
	La();
}));
// node_modules/svelte/src/internal/client/dom/elements/transitions.js
function za(e) {
	Ba = e;
}
var Ba, Va = t((() => {
	x(), B(), H(), Ra(), ea(), Se(), xt(), It();
}));
// node_modules/svelte/src/internal/client/dom/blocks/svelte-element.js
function Ha(e, t, n, r, i, a) {
	let o = D;
	D && Ie();
	var s = null;
	D && O.nodeType === 1 && (s = O, Ie());
	var c = D ? O : e, l = Zr, u = new sa(c, !1);
	mr(() => {
		let e = t() || null;
		var a = i ? i() : n || e === "svg" ? Ee : void 0;
		if (e === null) u.ensure(null, null), qi(!0);
		else return u.ensure(e, (t) => {
			if (e) {
				var n = D;
				if (s = D ? s : Gn(e, a), Fi(s, s), r) {
					var i = null;
					D && ui(e) && s.append(i = document.createComment(""));
					var o = D ? /* @__PURE__ */ Vn(s) : s.appendChild(Bn());
					D && (o === null ? Pe(!1) : Fe(o)), za(l), r(s, o), i?.remove(), za(null);
				}
				Zr.nodes.end = s, n || t.before(s);
			}
			D && Fe(t);
		}), qi(!0), () => {
			e && qi(!1);
		};
	}, ie), or(() => {
		qi(!0);
	}), o && (Pe(!0), Fe(c));
}
var Ua = t((() => {
	Oe(), Be(), Qn(), B(), ea(), H(), gt(), i(), Se(), Bi(), _i(), ca(), Va();
})), Wa = t((() => {
	Be(), Qn(), B(), Se();
})), Ga = t((() => {
	B(), Qn(), H();
})), Ka = t((() => {
	B(), H();
}));
// node_modules/svelte/src/internal/client/dom/elements/attachments.js
function qa(e, t) {
	var n = void 0, r;
	hr(() => {
		n !== (n = t()) && (r &&= (br(r), null), n && (r = gr(() => {
			dr(() => n(e));
		})));
	});
}
var Ja = t((() => {
	B();
}));
// node_modules/clsx/dist/clsx.mjs
function Ya(e) {
	var t, n, r = "";
	if (typeof e == "string" || typeof e == "number") r += e;
	else if (typeof e == "object") {
		if (Array.isArray(e)) {
			var i = e.length;
			for (t = 0; t < i; t++) e[t] && (n = Ya(e[t])) && (r && (r += " "), r += n);
		} else for (n in e) e[n] && (r && (r += " "), r += n);
	}
	return r;
}
function Xa() {
	for (var e, t, n = 0, r = "", i = arguments.length; n < i; n++) (e = arguments[n]) && (t = Ya(e)) && (r && (r += " "), r += t);
	return r;
}
var Za = t((() => {}));
// node_modules/svelte/src/internal/shared/attributes.js
function Qa(e) {
	return typeof e == "object" ? Xa(e) : e ?? "";
}
function $a(e, t, n) {
	var r = e == null ? "" : "" + e;
	if (t && (r = r ? r + " " + t : t), n) {
		for (var i of Object.keys(n)) if (n[i]) r = r ? r + " " + i : i;
		else if (r.length) for (var a = i.length, o = 0; (o = r.indexOf(i, o)) >= 0;) {
			var s = o + a;
			(o === 0 || ro.includes(r[o - 1])) && (s === r.length || ro.includes(r[s])) ? r = (o === 0 ? "" : r.substring(0, o)) + r.substring(s + 1) : o = s;
		}
	}
	return r === "" ? null : r;
}
function eo(e, t = !1) {
	var n = t ? " !important;" : ";", r = "";
	for (var i of Object.keys(e)) {
		var a = e[i];
		a != null && a !== "" && (r += " " + i + ": " + a + n);
	}
	return r;
}
function to(e) {
	return e[0] !== "-" || e[1] !== "-" ? e.toLowerCase() : e;
}
function no(e, t) {
	if (t) {
		var n = "", r, i;
		if (Array.isArray(t) ? (r = t[0], i = t[1]) : r = t, e) {
			e = String(e).replaceAll(/\/\*.*?\*\//g, "").trim();
			var a = !1, o = 0, s = !1, c = [];
			r && c.push(...Object.keys(r).map(to)), i && c.push(...Object.keys(i).map(to));
			var l = 0, u = -1;
			let t = e.length;
			for (var d = 0; d < t; d++) {
				var f = e[d];
				if (s ? f === "/" && e[d - 1] === "*" && (s = !1) : a ? a === f && (a = !1) : f === "/" && e[d + 1] === "*" ? s = !0 : f === "\"" || f === "'" ? a = f : f === "(" ? o++ : f === ")" && o--, !s && a === !1 && o === 0) {
					if (f === ":" && u === -1) u = d;
					else if (f === ";" || d === t - 1) {
						if (u !== -1) {
							var p = to(e.substring(l, u).trim());
							if (!c.includes(p)) {
								f !== ";" && d++;
								var m = e.substring(l, d).trim();
								n += " " + m + ";";
							}
						}
						l = d + 1, u = -1;
					}
				}
			}
		}
		return r && (n += eo(r)), i && (n += eo(i, !0)), n = n.trim(), n === "" ? null : n;
	}
	return e == null ? null : String(e);
}
var ro, io = t((() => {
	Za(), x(), ro = [..." 	\n\r\f\xA0\v﻿"];
}));
// node_modules/svelte/src/internal/client/dom/elements/class.js
function ao(e, t, n, r, i, a) {
	var o = e[ge];
	if (D || o !== n || o === void 0) {
		var s = $a(n, r, a);
		D && s === e.getAttribute("class") || (s == null ? e.removeAttribute("class") : t ? e.className = s : e.setAttribute("class", s)), e[ge] = n;
	} else if (a && i !== a) for (var c in a) {
		var l = !!a[c];
		(i == null || l !== !!i[c]) && e.classList.toggle(c, l);
	}
	return a;
}
var oo = t((() => {
	io(), Se(), Be();
}));
// node_modules/svelte/src/internal/client/dom/elements/style.js
function so(e, t = {}, n, r) {
	for (var i in n) {
		var a = n[i];
		t[i] !== a && (n[i] == null ? e.style.removeProperty(i) : e.style.setProperty(i, a, r));
	}
}
function co(e, t, n, r) {
	var i = e[_e];
	if (D || i !== t) {
		var a = no(t, r);
		D && a === e.getAttribute("style") || (a == null ? e.removeAttribute("style") : e.style.cssText = a), e[_e] = t;
	} else r && (Array.isArray(r) ? (so(e, n?.[0], r[0]), so(e, n?.[1], r[1], "important")) : so(e, n, r));
	return r;
}
var lo = t((() => {
	io(), Se(), Be();
}));
// node_modules/svelte/src/internal/client/dom/elements/bindings/select.js
function uo(e, t) {
	t ? e.hasAttribute("selected") || e.setAttribute("selected", "") : e.removeAttribute("selected");
}
function fo(e, t) {
	var n = !("__defaultValue" in e);
	(n || e.__defaultValue !== t) && (e.__defaultValue = t, po(e, !n || "__value" in e));
}
function po(e, t) {
	var n = e.__defaultValue, r = e.multiple, i = r ? n ?? [] : null;
	if (!r || l(i)) {
		var a = e.selectedIndex, o = t && r ? new Set(e.selectedOptions) : null;
		for (var s of e.options) {
			var c = _o(s);
			uo(s, r ? i.includes(c) : In(c, n));
		}
		if (t) {
			if (o !== null) for (s of e.options) {
				var u = o.has(s);
				s.selected !== u && (s.selected = u);
			}
			else e.selectedIndex !== a && (e.selectedIndex = a);
		}
	}
}
function mo(e, t, n = !1) {
	if (e.multiple) {
		if (t == null) return;
		if (!l(t)) return je();
		for (var r of e.options) r.selected = t.includes(_o(r));
	} else {
		for (r of e.options) if (In(_o(r), t)) {
			r.selected = !0;
			return;
		}
		n && t === void 0 || (e.selectedIndex = -1);
	}
}
function ho(e) {
	var t = new MutationObserver((t) => {
		t.every(vo) || ("__defaultValue" in e && po(e, !1), "__value" in e && mo(e, e.__value));
	});
	t.observe(e, {
		childList: !0,
		subtree: !0,
		attributes: !0,
		attributeFilter: ["value"]
	}), or(() => {
		t.disconnect();
	});
}
function go(e, t, n = t) {
	var r = /* @__PURE__ */ new WeakSet(), i = !0;
	Ft(e, "change", (t) => {
		var i = t ? "[selected]" : ":checked", a;
		if (e.multiple) a = [].map.call(e.querySelectorAll(i), _o);
		else {
			var o = e.querySelector(i) ?? e.querySelector("option:not([disabled])");
			a = o && _o(o);
		}
		n(a), e.__value = a, M !== null && r.add(M);
	}), dr(() => {
		var a = t();
		if (e === document.activeElement) {
			var o = ot ? un : M;
			if (r.has(o)) return;
		}
		if (mo(e, a, i), i && a === void 0) {
			var s = e.querySelector(":checked");
			s !== null && (a = _o(s), n(a));
		}
		e.__value = a, i = !1;
	});
}
function _o(e) {
	return "__value" in e ? e.__value : e.value;
}
function vo(e) {
	if (e.target.closest("selectedcontent") !== null) return !0;
	if (e.type === "childList") {
		var t = [...e.addedNodes, ...e.removedNodes];
		return t.length > 0 && t.every((e) => e.nodeName === "SELECTEDCONTENT");
	}
	return !1;
}
var yo = t((() => {
	B(), It(), Ln(), x(), Ne(), xn(), ct();
}));
// node_modules/svelte/src/internal/client/dom/elements/attributes.js
function bo(e) {
	if (D) {
		var t = !1, n = () => {
			if (!t) {
				if (t = !0, e.hasAttribute("value")) {
					var n = e.value;
					X(e, "value", null), e.value = n;
				}
				if (e.hasAttribute("checked")) {
					var r = e.checked;
					X(e, "checked", null), e.checked = r;
				}
			}
		};
		e[ye] = n, vt(n), jt();
	}
}
function xo(e, t) {
	var n = To(e);
	n.value !== (n.value = t ?? void 0) && (e.value !== t || t === 0 && e.nodeName === Fo) && (e.value = t ?? "");
}
function So(e, t) {
	var n = To(e);
	n.checked !== (n.checked = t ?? void 0) && (e.checked = t);
}
function X(e, t, n, r) {
	var i = To(e);
	if (!(D && (i[t] = e.getAttribute(t), t === "src" || t === "srcset" || t === "href" && e.nodeName === jo))) {
		var a = i[t];
		a !== (i[t] = n) && (t === "loading" && (e[me] = n), n == null ? e.removeAttribute(t) : typeof n != "string" && Eo(e).has(t) ? e[t] = n : (!D || typeof n != "number" && typeof n != "boolean" || a !== String(n)) && e.setAttribute(t, n));
	}
}
function Co(e, t, n, r, i = !1, a = !1) {
	D && i && e.nodeName === Mo && ("defaultValue" in n || "defaultChecked" in n || bo(e));
	var o = To(e), s = o[ko], c = !o[Ao];
	let l = D && s;
	l && Pe(!1);
	var u = t || {}, d = e.nodeName === No, f = e.nodeName === Po;
	try {
		for (var p in t) !(p in n) && p[0] + p[1] !== "$$" && (n[p] = null);
		n.class ? n.class = Qa(n.class) : (r || n[Do]) && (n.class = null), n[Oo] && (n.style ??= null);
		var m = Eo(e);
		if (e.nodeName === Mo && "type" in n && ("value" in n || "__value" in n)) {
			var h = n.type;
			(h !== u.type || h === void 0 && e.hasAttribute("type")) && (u.type = h, X(e, "type", h, a));
		}
		for (let i in n) {
			let l = n[i];
			if (d && i === "value" && l == null) e.value = e.__value = "", u[i] = l;
			else if (i === "class") ao(e, e.namespaceURI === "http://www.w3.org/1999/xhtml", l, r, t?.[Do], n[Do]), u[i] = l, u[Do] = n[Do];
			else if (i === "style") co(e, l, t?.[Oo], n[Oo]), u[i] = l, u[Oo] = n[Oo];
			else {
				var g = u[i];
				if (l !== g || l === void 0 && e.hasAttribute(i)) {
					u[i] = l;
					var _ = i[0] + i[1];
					if (_ !== "$$") {
						if (_ === "on") {
							let t = {}, n = "$$" + i, r = i.slice(2);
							var v = si(r);
							if (oi(r) && (r = r.slice(0, -7), t.capture = !0), !v && g) {
								if (l != null) continue;
								e.removeEventListener(r, u[n], t), u[n] = null;
							}
							if (v) U(r, e, l), Ci([r]);
							else if (l != null) {
								function a(e) {
									u[i].call(this, e);
								}
								u[n] = bi(r, e, a, t);
							}
						} else if (i === "style") X(e, i, l);
						else if (i === "autofocus") kt(e, !!l);
						else if (!s && (i === "__value" || i === "value" && l != null)) e.__value = l, (g == null || e.value !== l || l === 0 && e.nodeName === Fo) && (e.value = l);
						else if (i === "selected" && d) uo(e, l);
						else {
							var y = i;
							c || (y = ci(y));
							var b = y === "defaultValue" || y === "defaultChecked";
							if (f && y === "defaultValue") continue;
							if (l == null && !s && !b) {
								if (o[i] = null, y === "value" || y === "checked") {
									let n = e, r = t === void 0;
									if (y === "value") {
										let e = n.defaultValue;
										n.removeAttribute(y), n.defaultValue = e, n.value = n.__value = r ? e : null;
									} else {
										let e = n.defaultChecked;
										n.removeAttribute(y), n.defaultChecked = e, n.checked = r ? e : !1;
									}
								} else e.removeAttribute(i);
							} else b || (s || typeof l != "string") && m.has(y) ? (e[y] = l, y in o && (o[y] = we)) : typeof l != "function" && X(e, y, l, a);
						}
					}
				}
			}
		}
	} finally {
		l && Pe(!0);
	}
	return u;
}
function wo(e, t, n = [], r = [], i = [], a, o = !1, s = !1) {
	Lt(i, n, r, (n) => {
		var r = void 0, i = {}, c = e.nodeName === Po, l = !1;
		if (hr(() => {
			var u = t(...n.map(V)), d = Co(e, r, u, a, o, s);
			if (l && c) {
				var f = e;
				"defaultValue" in u && fo(f, u.defaultValue), "value" in u && mo(f, u.value);
			}
			for (let e of Object.getOwnPropertySymbols(i)) u[e] || br(i[e]);
			for (let t of Object.getOwnPropertySymbols(u)) {
				var p = u[t];
				t.description !== "@attach" || r && p === r[t] || (i[t] && br(i[t]), i[t] = gr(() => qa(e, () => p))), d[t] = p;
			}
			r = d;
		}), c) {
			var u = e;
			dr(() => {
				var e = r;
				"defaultValue" in e && fo(u, e.defaultValue), mo(u, e.value, !0), ho(u);
			});
		}
		l = !0;
	});
}
function To(e) {
	return e[he] ??= {
		[ko]: e.nodeName.includes("-"),
		[Ao]: e.namespaceURI === Te
	};
}
function Eo(e) {
	var t = e.getAttribute("is") || e.nodeName, n = Io.get(t);
	if (n) return n;
	Io.set(t, n = /* @__PURE__ */ new Set());
	for (var r, i = e, a = Element.prototype; a !== i;) {
		for (var o in r = h(i), r) r[o].set && o !== "innerHTML" && o !== "textContent" && o !== "innerText" && n.add(o);
		i = v(i);
	}
	return n;
}
var Do, Oo, ko, Ao, jo, Mo, No, Po, Fo, Io, Lo = t((() => {
	i(), Be(), x(), Ai(), Nt(), Ne(), Se(), xt(), _i(), H(), Ja(), io(), oo(), lo(), Oe(), B(), yo(), Ht(), Do = Symbol("class"), Oo = Symbol("style"), ko = Symbol("is custom element"), Ao = Symbol("is html"), jo = xe ? "link" : "LINK", Mo = xe ? "input" : "INPUT", No = xe ? "option" : "OPTION", Po = xe ? "select" : "SELECT", Fo = xe ? "progress" : "PROGRESS", Io = /* @__PURE__ */ new Map();
})), Ro = t((() => {
	Be(), Qn(), Pi(), Ja();
})), zo = t((() => {
	It();
}));
// node_modules/svelte/src/internal/client/dom/elements/bindings/input.js
function Bo(e, t, n = t) {
	var r = /* @__PURE__ */ new WeakSet();
	Ft(e, "input", async (i) => {
		var a = i ? e.defaultValue : e.value;
		if (a = Wo(e) ? Go(a) : a, n(a), M !== null && r.add(M), await Wr(), a !== (a = t())) {
			var o = e.selectionStart, s = e.selectionEnd, c = e.value.length;
			if (e.value = a ?? "", s !== null) {
				var l = e.value.length;
				o === s && s === c && l > c ? (e.selectionStart = l, e.selectionEnd = l) : (e.selectionStart = o, e.selectionEnd = Math.min(s, l));
			}
		}
	}), (D && e.defaultValue !== e.value || qr(t) == null && e.value) && (n(Wo(e) ? Go(e.value) : e.value), M !== null && r.add(M)), pr(() => {
		var n = t();
		if (e === document.activeElement) {
			var i = ot ? un : M;
			if (r.has(i)) return;
		}
		Wo(e) && n === Go(e.value) || (e.type !== "date" || n || e.value) && n !== e.value && (e.value = n ?? "");
	});
}
function Vo(e, t, n, r, i = r) {
	var a = n.getAttribute("type") === "checkbox", o = e;
	let s = !1;
	if (t !== null) for (var c of t) o = o[c] ??= [];
	o.push(n), Ft(n, "change", () => {
		var e = n.__value;
		a && (e = Uo(o, e, n.checked)), i(e);
	}, () => i(a ? [] : null)), pr(() => {
		var e = r();
		D && n.defaultChecked !== n.checked ? s = !0 : a ? (e ||= [], n.checked = e.includes(n.__value)) : n.checked = In(n.__value, e);
	}), or(() => {
		var e = o.indexOf(n);
		e !== -1 && o.splice(e, 1);
	}), Ko.has(o) || (Ko.add(o), vt(() => {
		o.sort((e, t) => e.compareDocumentPosition(t) === 4 ? -1 : 1), Ko.delete(o);
	})), vt(() => {
		if (s) {
			var e = a ? Uo(o, e, n.checked) : o.find((e) => e.checked)?.__value;
			i(e);
		}
	});
}
function Ho(e, t, n = t) {
	Ft(e, "change", (t) => {
		n(t ? e.defaultChecked : e.checked);
	}), (D && e.defaultChecked !== e.checked || qr(t) == null) && n(e.checked), pr(() => {
		e.checked = !!t();
	});
}
function Uo(e, t, n) {
	for (var r = /* @__PURE__ */ new Set(), i = 0; i < e.length; i += 1) e[i].checked && r.add(e[i].__value);
	return n || r.delete(t), Array.from(r);
}
function Wo(e) {
	var t = e.type;
	return t === "number" || t === "range";
}
function Go(e) {
	return e === "" ? null : +e;
}
var Ko, qo = t((() => {
	i(), B(), It(), it(), Ln(), xt(), Be(), H(), xn(), ct(), Ko = /* @__PURE__ */ new Set();
})), Jo = t((() => {
	B(), It();
})), Yo = t((() => {
	It();
})), Xo = t((() => {
	B(), x();
}));
// node_modules/svelte/src/internal/client/dom/elements/bindings/size.js
function Zo(e, t, n) {
	var r = $o.observe(e, () => n(e[t]));
	dr(() => (qr(() => n(e[t])), r));
}
var Qo, $o, es = t((() => {
	B(), H(), Qo = class e {
		#e = /* @__PURE__ */ new WeakMap();
		#t;
		#n;
		static entries = /* @__PURE__ */ new WeakMap();
		constructor(e) {
			this.#n = e;
		}
		observe(e, t) {
			var n = this.#e.get(e) || /* @__PURE__ */ new Set();
			return n.add(t), this.#e.set(e, n), this.#r().observe(e, this.#n), () => {
				var n = this.#e.get(e);
				n.delete(t), n.size === 0 && (this.#e.delete(e), this.#t.unobserve(e));
			};
		}
		#r() {
			return this.#t ??= new ResizeObserver((t) => {
				for (var n of t) {
					e.entries.set(n.target, n);
					for (var r of this.#e.get(n.target) || []) r(n);
				}
			});
		}
	}, $o = /* @__PURE__ */ new Qo({ box: "border-box" });
}));
// node_modules/svelte/src/internal/client/dom/elements/bindings/this.js
function ts(e, t) {
	return e === t || e?.[de] === t;
}
function ns(e = pt(), t, n, r) {
	var i = ht.r, a = Zr;
	return dr(() => {
		var o, s;
		return pr(() => {
			o = s, s = r?.() || [], qr(() => {
				ts(n(...s), e) || (t(e, ...s), o && ts(n(...o), e) && t(null, ...o));
			});
		}), () => {
			let r = a;
			for (; r !== i && r.parent !== null && r.parent.f & 33554432;) r = r.parent;
			let o = () => {
				s && ts(n(...s), e) && t(null, ...s);
			}, c = r.teardown;
			r.teardown = () => {
				o(), c?.();
			};
		};
	}), e;
}
var rs = t((() => {
	Se(), gt(), B(), H();
})), is = t((() => {
	B(), It();
})), as = t((() => {
	B(), It();
})), os = t((() => {
	x(), B(), Ai();
})), ss = t((() => {
	x(), gt(), Qt(), B(), H();
})), cs = t((() => {
	Nn(), H(), x();
})), ls = t((() => {
	H(), x();
})), us = t((() => {
	x(), ls();
}));
// node_modules/svelte/src/internal/client/reactivity/store.js
function ds(e) {
	var t = fs;
	try {
		return fs = !1, [e(), fs];
	} finally {
		fs = t;
	}
}
var fs, ps = t((() => {
	ls(), us(), x(), H(), B(), Nn(), fs = !1;
}));
// node_modules/svelte/src/internal/client/reactivity/props.js
function ms(e, t, n, r) {
	var i = !st || !!(n & 2), a = !!(n & 8), o = !!(n & 16), s = r, c = !0, l = void 0, u = () => o && i ? (l ??= /* @__PURE__ */ Ut(r), V(l)) : (c && (c = !1, s = o ? qr(r) : r), s);
	let d;
	if (a) {
		var f = de in e || pe in e;
		d = m(e, t)?.set ?? (f && t in e ? (n) => e[t] = n : void 0);
	}
	var p, h = !1;
	a ? [p, h] = ds(() => e[t]) : p = e[t], p === void 0 && r !== void 0 && (p = u(), d && (i && $e(t), d(p)));
	var g = i ? () => {
		var n = e[t];
		return n === void 0 ? u() : (c = !0, n);
	} : () => {
		var n = e[t];
		return n !== void 0 && (s = void 0), n === void 0 ? s : n;
	};
	if (i && !(n & 4)) return g;
	if (d) {
		var _ = e.$$legacy;
		return (function(e, t) {
			return arguments.length > 0 ? ((!i || !t || _ || h) && d(t ? g() : e), e) : g();
		});
	}
	var v = !1, y = (n & 1 ? Ut : Gt)(() => (v = !1, g()));
	a && V(y);
	var b = Zr;
	return (function(e, t) {
		if (arguments.length > 0) {
			let n = t ? V(y) : i && a ? Pn(e) : e;
			return P(y, n), v = !0, s !== void 0 && (s = n), e;
		}
		return Jr && v || b.f & 16384 ? y.v : V(y);
	});
}
var hs = t((() => {
	i(), Oe(), x(), Nn(), Qt(), H(), it(), Se(), Ln(), ps(), ct(), B();
})), gs = t((() => {
	gt(), B(), ps(), Ht();
})), _s = t((() => {
	Se(), B(), Nn(), ea(), H(), xn(), x(), it(), gt(), ct(), Tt(), os();
})), vs = t((() => {
	_s(), B(), Bi(), x(), Qn();
})), ys = t((() => {
	Se(), lt(), H();
})), Z = t((() => {
	ai(), Oe(), gt(), vi(), yi(), ta(), na(), ra(), ut(), ia(), aa(), oa(), pa(), ma(), _a(), va(), Oa(), Aa(), ja(), Pa(), Ia(), Ua(), Wa(), Ga(), Ka(), Ja(), Lo(), oo(), Ai(), Nt(), Ro(), lo(), Va(), zo(), qo(), Jo(), Yo(), Xo(), yo(), es(), rs(), is(), as(), Be(), os(), ss(), cs(), Bi(), Ht(), xn(), Qt(), B(), Nn(), hs(), ps(), Ki(), kr(), ea(), H(), gs(), La(), Ln(), vs(), Qn(), io(), lt(), x(), Ma(), Rn(), ys();
})), bs = t((() => {
	Be(), it();
}));
// node_modules/svelte/src/index-client.js
function xs(e) {
	ht === null && Ge("onMount"), st && ht.l !== null ? Ss(ht).m.push(e) : sr(() => {
		let t = qr(e);
		if (typeof t == "function") return t;
	});
}
function Ss(e) {
	var t = e.l;
	return t.u ??= {
		a: [],
		b: [],
		m: []
	};
}
var Cs = t((() => {
	H(), x(), Z(), it(), ct(), gt(), i(), xn(), bs(), ea(), Pa();
}));
// src/alone/content.ts
function ws(e) {
	let t = ks.get(e) ?? Ts(e);
	return ks.set(e, t), t.catch(() => ks.delete(e)), t;
}
async function Ts(e) {
	let t = Es(e);
	if (t !== null) return JSON.parse(t);
	if (!document.querySelector("meta[name=\"content-beside\"]")) throw new As(e);
	let n = await fetch(`content/${encodeURIComponent(e)}.json`);
	if (n.status === 404) throw new As(e);
	if (!n.ok) throw Error(`The web host answered ${n.status}.`);
	return n.json();
}
var Es, Ds, Os, ks, As, js = t((() => {
	Es = (e) => document.getElementById(`content-${e}`)?.textContent ?? null, Ds = () => Es("opening") !== null, Os = () => JSON.parse(Es("opening") ?? "{}"), ks = /* @__PURE__ */ new Map(), As = class extends Error {};
})), Ms, Ns, Ps, Fs, Is = t((() => {
	Z(), Ms = 1500, Ns = 4e3, Ps = class {
		#e = /* @__PURE__ */ N(!1);
		get stopped() {
			return V(this.#e);
		}
		set stopped(e) {
			P(this.#e, e, !0);
		}
		alone = !1;
		waiting = null;
		recovery() {
			return this.stopped = !0, this.waiting ??= this.poll().finally(() => {
				this.waiting = null, this.stopped = !1;
			}), this.waiting;
		}
		watch() {
			let e = setInterval(() => {
				this.stopped || document.hidden || fetch("api/health", { cache: "no-store" }).catch(() => this.recovery());
			}, Ns);
			return () => clearInterval(e);
		}
		async poll() {
			for (;;) {
				await new Promise((e) => setTimeout(e, Ms));
				try {
					if ((await fetch("api/health", { cache: "no-store" })).ok) return;
				} catch {}
			}
		}
	}, Fs = new Ps();
}));
// src/api.ts
async function Ls(e) {
	let t = await Bs("api/csv", {
		method: "POST",
		headers: { "content-type": "application/json" },
		body: JSON.stringify({ data: e })
	});
	if (!t.ok) throw Vs(await t.json().catch(() => null), t);
	return t.text();
}
async function Rs(e, t) {
	let n = await Bs(`api/${e}`, t), r = await n.json().catch(() => null);
	if (!n.ok) throw Vs(r, n);
	return r;
}
function zs(e) {
	Qs = e;
}
async function Bs(e, t) {
	for (;;) try {
		return await Qs(e, t);
	} catch (e) {
		if (t.signal?.aborted) throw e;
		await Fs.recovery();
	}
}
function Vs(e, t) {
	let n = e ?? {}, r = n.error ?? `The server answered ${t.status} ${t.statusText}.`;
	return new Hs(r, t.status, n.row, n.column);
}
var Hs, Us, Ws, Gs, Ks, qs, Js, Ys, Xs, Zs, Qs, $s = t((() => {
	Is(), Hs = class extends Error {
		status;
		row;
		column;
		constructor(e, t, n, r) {
			super(e), this.status = t, this.row = n, this.column = r;
		}
	}, Us = (e) => e instanceof Error ? e.message : String(e), Ws = async () => (await Ys("random-start")).normals, Gs = () => Ys("start"), Ks = (e, t) => Xs("data", { data: e }, t), qs = (e, t) => Xs("run", e, t), Js = (e, t) => Xs("compare", { data: e }, t), Ys = (e, t) => Rs(e, { signal: t }), Xs = (e, t, n) => Rs(e, {
		method: "POST",
		headers: { "content-type": "application/json" },
		body: JSON.stringify(t),
		signal: n
	}), Zs = (e, t, n) => Rs(e, {
		method: "POST",
		body: t,
		signal: n
	}), Qs = (e, t) => fetch(e, t);
})), ec = t((() => {})), Q = t((() => {
	ec(), typeof window < "u" && ((window.__svelte ??= {}).v ??= /* @__PURE__ */ new Set()).add("5");
}));
// src/lib/problem.ts
function tc(e, t) {
	let n = e.endsWith("mse") ? 1 / t : 1;
	return e.startsWith("half") ? n / 2 : n;
}
function nc(e, t, n) {
	let r = e.length, i = e[0].length - 1, a = new Float64Array(r * i), o = new Float64Array(r);
	return e.forEach((e, t) => {
		for (let n = 0; n < i; n++) a[t * i + n] = e[n];
		o[t] = e[i];
	}), {
		rows: a,
		y: o,
		m: r,
		p: i,
		n: t,
		factor: tc(n, t),
		loss: n,
		units: null
	};
}
function rc(e) {
	let { m: t, p: n, n: r } = e, i = n - 1, a = e.rows.slice(), o = new Float64Array(i), s = new Float64Array(i), c = 0;
	for (let e = 0; e < t; e++) c += a[e * n + i] ** 2;
	for (let e = 0; e < i; e++) {
		for (let r = 0; r < t; r++) o[e] += a[r * n + i] * a[r * n + e];
		o[e] /= c;
		let l = 0;
		for (let r = 0; r < t; r++) l += (a[r * n + e] -= a[r * n + i] * o[e]) ** 2;
		let u = Math.sqrt(l / r), d = u <= 8 * 2 ** -52 * Math.abs(o[e]);
		s[e] = d || u === 0 ? 1 : u;
		for (let r = 0; r < t; r++) a[r * n + e] = d ? 0 : a[r * n + e] / s[e];
	}
	return {
		...e,
		rows: a,
		units: {
			means: o,
			scales: s
		}
	};
}
function ic(e, t, n) {
	let { rows: r, y: i, p: a, factor: o } = e;
	sc(r, a, t, n);
	for (let e = 0; e < n.length; e++) n[e] -= i[e];
	return o * cc(n);
}
function ac(e, t, n) {
	let { rows: r, m: i, p: a, factor: o } = e;
	for (let e = 0; e < a; e++) {
		let s = 0;
		for (let n = 0; n < i; n++) s += r[n * a + e] * t[n];
		n[e] = 2 * o * s;
	}
}
function oc(e) {
	let { factor: t, p: n } = e;
	return {
		problem: e,
		size: n,
		outputs: 1,
		target: e.y,
		predict: (e, t, r) => sc(e, n, t, r),
		loss: (e) => t * cc(e),
		gradient: (t, n, r) => ac(e, t, r),
		inUserUnits: (t) => dc(e, t),
		fromUserUnits: (t) => fc(e, t)
	};
}
function sc(e, t, n, r) {
	for (let i = 0, a = 0; i < r.length; i++, a += t) {
		let o = 0;
		for (let r = 0; r < t; r++) o += e[a + r] * n[r];
		r[i] = o;
	}
}
function cc(e) {
	let t = 0;
	for (let n = 0; n < e.length; n++) t += e[n] * e[n];
	return t;
}
function lc(e, t) {
	return ic(e, t, new Float64Array(e.m));
}
function uc(e, t) {
	let n = new Float64Array(e.m), r = new Float64Array(e.p);
	return ic(e, t, n), ac(e, n, r), r;
}
function dc(e, t) {
	let n = Array.from(t);
	if (e.units === null) return n;
	let { means: r, scales: i } = e.units, a = e.p - 1;
	for (let e = 0; e < a; e++) n[e] = t[e] / i[e], n[a] -= r[e] * n[e];
	return n;
}
function fc(e, t) {
	let n = Array.from(t);
	if (e.units === null) return n;
	let { means: r, scales: i } = e.units, a = e.p - 1;
	for (let e = 0; e < a; e++) n[e] = t[e] * i[e], n[a] += r[e] * t[e];
	return n;
}
var pc, mc = t((() => {
	pc = [
		"mse",
		"half-mse",
		"sse",
		"half-sse"
	];
}));
// src/lib/spectrum.ts
function hc(e) {
	let { p: t, m: n, y: r, factor: i } = e, { columns: a, axes: o } = Sc(e), s = a.map((e) => Math.sqrt(xc(e, e))), c = s.map((e, t) => t).sort((e, t) => s[t] - s[e]), l = Math.min(n, t), u = s[c[t - 1]] <= Ec * s[c[0]] ? Tc(e) : l, d = new Float64Array(t), f = new Float64Array(t), p = new Float64Array(t), m = new Float64Array(t), h = r.slice();
	c.slice(0, u).forEach((e, c) => {
		d[c] = s[e], f[c] = 2 * i * s[e] ** 2, p[c] = xc(a[e], r) / s[e];
		for (let n = 0; n < t; n++) m[n] += o[e][n] * p[c] / s[e];
		for (let t = 0; t < n; t++) h[t] -= a[e][t] * p[c] / s[e];
	});
	let g = i * xc(h, h);
	return {
		problem: e,
		sigma: d,
		eigenvalues: f,
		axes: c.map((e) => o[e]),
		projections: p,
		minLoss: g,
		rank: u,
		optimum: m
	};
}
function gc(e) {
	return e.rank < e.sigma.length || jc(e) === 0 ? Infinity : Ac(e) / jc(e);
}
function _c(e) {
	let t = e.problem.n - e.rank;
	return t > 0 ? Math.sqrt(e.minLoss / e.problem.factor / t) : 0;
}
function vc(e) {
	let { rows: t, y: n, m: r, p: i, factor: a, units: o } = e.problem, s = dc(e.problem, e.optimum), c = xc(n, n);
	for (let e = 0; e < r; e++) for (let n = 0; n < i; n++) {
		let r = t[e * i + n];
		o && n < i - 1 && (r = r * o.scales[n] + t[e * i + i - 1] * o.means[n]), c += (r * s[n]) ** 2;
	}
	return e.minLoss <= a * (Dc * kc) ** 2 * c;
}
function yc(e, t) {
	return e.sigma.map((n, r) => n * xc(e.axes[r], t) - e.projections[r]);
}
function bc(e, t) {
	return Float64Array.from(e.axes, (n) => {
		let r = 0;
		for (let i = 0; i < n.length; i++) r += n[i] * (t[i] - e.optimum[i]);
		return r;
	});
}
function xc(e, t) {
	let n = 0;
	for (let r = 0; r < e.length; r++) n += e[r] * t[r];
	return n;
}
function Sc(e) {
	let { rows: t, m: n, p: r } = e, i = Array.from({ length: r }, (e, i) => Float64Array.from({ length: n }, (e, n) => t[n * r + i])), a = Array.from({ length: r }, (e, t) => {
		let n = new Float64Array(r);
		return n[t] = 1, n;
	});
	for (let e = 0; e < Oc; e++) {
		let e = !1;
		for (let t = 0; t < r; t++) for (let n = t + 1; n < r; n++) e = Cc(i, a, t, n) || e;
		if (!e) break;
	}
	return {
		columns: i,
		axes: a
	};
}
function Cc(e, t, n, r) {
	let i = xc(e[n], e[n]), a = xc(e[r], e[r]), o = xc(e[n], e[r]);
	if (o === 0 || Math.abs(o) <= kc * e[n].length * Math.sqrt(i * a)) return !1;
	let s = (a - i) / (2 * o), c = (s < 0 ? -1 : 1) / (Math.abs(s) + Math.hypot(1, s)), l = 1 / Math.hypot(1, c);
	return wc(e[n], e[r], l, l * c), wc(t[n], t[r], l, l * c), !0;
}
function wc(e, t, n, r) {
	for (let i = 0; i < e.length; i++) {
		let a = e[i];
		e[i] = n * a - r * t[i], t[i] = r * a + n * t[i];
	}
}
function Tc(e) {
	let { columns: t } = Sc(e.units === null ? rc(e) : e), n = t.map((e) => Math.sqrt(xc(e, e))), r = Math.max(e.n, e.p) * 2 ** -52, i = Math.max(...n);
	return Math.min(e.m, n.filter((e) => e > r * i).length);
}
var Ec, Dc, Oc, kc, Ac, jc, Mc = t((() => {
	mc(), Ec = 1e-6, Dc = 32, Oc = 60, kc = 2 ** -52, Ac = (e) => e.eigenvalues[0], jc = (e) => e.eigenvalues[Math.max(e.rank, 1) - 1];
}));
// src/lib/models/curved.ts
function Nc(e, t, n) {
	if (e.sampled) {
		let n = e.y.length.toLocaleString("en-US");
		throw new El(`The page has only ${n} of the ${e.n.toLocaleString("en-US")} rows, and ${t} needs all of them: use fewer rows, or train in a terminal.`);
	}
	let [r, i] = [e.y.length, e.columns.length + 1], a = new Float64Array(r * i).fill(1);
	e.columns.forEach((e, t) => e.forEach((e, n) => a[n * i + t] = e));
	let o = {
		rows: a,
		y: Float64Array.from(e.y),
		m: r,
		p: i,
		n: e.n,
		factor: 1 / e.n,
		loss: "mse",
		units: null
	};
	return n ? rc(o) : o;
}
function Pc(e) {
	return Ac(hc({
		...e,
		factor: .5
	}));
}
function Fc(e, t, n, r) {
	let { rows: i, m: a, p: o } = e;
	for (let e = 0; e < o; e++) {
		let s = 0;
		for (let n = 0; n < a; n++) s += i[n * o + e] * t[n];
		r[e] = n * s;
	}
}
function Ic(e, t, n, r, i = 0) {
	for (let a = i; a < i + t; a++) r[a] += 2 * e * n[a];
}
function Lc(e, t, n = 0) {
	let r = 0;
	for (let i = n; i < n + t; i++) r += e[i] * e[i];
	return r;
}
function Rc(e, t, n, r, i, a = []) {
	let { rows: o, m: s, p: c, n: l } = e, u = c - 1, d = new Float64Array(s), f = (e, t) => {
		let n = 0;
		for (let r = 0; r < c; r++) n += o[e * c + r] * t[r];
		return n;
	}, p = (e, t, n) => {
		sc(e, c, t, n);
		for (let e = 0; e < n.length; e++) n[e] = i.link(n[e]);
	}, { steepest: m } = i;
	return {
		problem: e,
		names: [...t, "intercept"],
		classes: a,
		convex: !0,
		size: c,
		outputs: 1,
		target: n,
		firstWeights: Array(c).fill(0),
		redundant: [],
		bound: m < Infinity ? m * Pc(e) / l + 2 * r : null,
		predict: p,
		loss(e, t) {
			let a = 0;
			for (let r = 0; r < s; r++) a += i.loss(e[r], n[r], () => f(r, t));
			return a / s + r * Lc(t, u);
		},
		gradient(t, n, a) {
			for (let e = 0; e < s; e++) d[e] = i.pull(t[e]);
			Fc(e, d, 1 / l, a), Ic(r, u, n, a);
		},
		hessianAt(t) {
			let a = new Float64Array(s), c = new Float64Array(s);
			p(o, t, a);
			for (let e = 0; e < s; e++) a[e] = i.curvature(a[e], n[e]);
			return (t, n) => {
				for (let e = 0; e < s; e++) c[e] = a[e] * f(e, t);
				Fc(e, c, 1 / l, n), Ic(r, u, t, n);
			};
		},
		majorizer: m < Infinity ? () => {
			let e = new Float64Array(c * c);
			for (let t = 0; t < s; t++) for (let n = 0; n < c; n++) for (let r = 0; r < c; r++) e[n * c + r] += m * o[t * c + n] * o[t * c + r] / l;
			for (let t = 0; t < u; t++) e[t * c + t] += 2 * r;
			return e;
		} : void 0,
		inUserUnits: (t) => dc(e, t),
		fromUserUnits: (t) => fc(e, t)
	};
}
var zc = t((() => {
	mc(), Mc(), kl();
}));
// src/lib/models/dense.ts
function Bc(e, t) {
	let n = new Float64Array(t * t);
	for (let r = 0; r < t; r++) for (let i = 0; i <= r; i++) {
		let a = e[r * t + i];
		for (let e = 0; e < i; e++) a -= n[r * t + e] * n[i * t + e];
		if (r !== i) n[r * t + i] = a / n[i * t + i];
		else if (a > 8 * t * 2 ** -52 * e[r * t + r]) n[r * t + r] = Math.sqrt(a);
		else return null;
	}
	return {
		L: n,
		n: t
	};
}
function Vc({ L: e, n: t }, n) {
	let r = Float64Array.from(n);
	for (let n = 0; n < t; n++) {
		for (let i = 0; i < n; i++) r[n] -= e[n * t + i] * r[i];
		r[n] /= e[n * t + n];
	}
	for (let n = t - 1; n >= 0; n--) {
		for (let i = n + 1; i < t; i++) r[n] -= e[i * t + n] * r[i];
		r[n] /= e[n * t + n];
	}
	return r;
}
function Hc(e, t) {
	let n = Array.from({ length: t }, (e, n) => {
		let r = new Float64Array(t);
		return r[n] = 1, r;
	});
	for (let r = 0; r < Wc; r++) {
		let r = !1;
		for (let i = 0; i < t; i++) for (let a = i + 1; a < t; a++) r = Uc(e, n, t, i, a) || r;
		if (!r) break;
	}
	let r = n.map((e, t) => t).sort((n, r) => e[r * t + r] - e[n * t + n]);
	return {
		values: r.map((n) => e[n * t + n]),
		vectors: r.map((e) => n[e])
	};
}
function Uc(e, t, n, r, i) {
	let a = e[r * n + i], o = 2 ** -52 * Math.sqrt(Math.abs(e[r * n + r] * e[i * n + i]));
	if (a === 0 || Math.abs(a) <= o) return !1;
	let s = (e[i * n + i] - e[r * n + r]) / (2 * a), c = (s < 0 ? -1 : 1) / (Math.abs(s) + Math.hypot(1, s)), l = 1 / Math.hypot(1, c), u = l * c;
	for (let t = 0; t < n; t++) {
		let [a, o] = [e[t * n + r], e[t * n + i]];
		e[t * n + r] = l * a - u * o, e[t * n + i] = u * a + l * o;
	}
	for (let a = 0; a < n; a++) {
		let [o, s] = [e[r * n + a], e[i * n + a]];
		e[r * n + a] = l * o - u * s, e[i * n + a] = u * o + l * s;
		let [c, d] = [t[r][a], t[i][a]];
		t[r][a] = l * c - u * d, t[i][a] = u * c + l * d;
	}
	return !0;
}
var Wc, Gc = t((() => {
	Wc = 60;
}));
// src/lib/models/penalized.ts
function Kc(e, t, n, r) {
	let i = nc(e.equivalent, e.n, t.loss), a = t.standardize ? rc(i) : i, { p: o, m: s, rows: c, y: l, factor: u } = a, d = o - 1, f = oc(a), p = new Float64Array(s), m = {
		...f,
		names: [...e.names, "intercept"],
		classes: [],
		convex: !0,
		firstWeights: Array(o).fill(0),
		redundant: [],
		bound: Ac(hc(a)) + 2 * r,
		loss(e, t) {
			let i = 0;
			for (let e = 0; e < d; e++) i += Math.abs(t[e]);
			return f.loss(e, t) + n * i + r * Lc(t, d);
		},
		gradient(e, t, n) {
			f.gradient(e, t, n), Ic(r, d, t, n);
		},
		hessianAt: () => (e, t) => {
			for (let t = 0; t < s; t++) {
				let n = 0;
				for (let r = 0; r < o; r++) n += c[t * o + r] * e[r];
				p[t] = n;
			}
			ac(a, p, t), Ic(r, d, e, t);
		}
	};
	return n === 0 ? m : {
		...m,
		afterUpdate(e, t) {
			for (let r = 0; r < d; r++) {
				let i = (typeof t == "number" ? t : t(r)) * n;
				e[r] -= Math.min(Math.max(e[r], -i), i);
			}
		},
		isFree: (e, t) => t === d || e[t] !== 0,
		solve: () => h(m, n)
	};
	function h(e, t) {
		let n = qc(e), r = new Float64Array(o);
		ac({
			...a,
			factor: u
		}, l, r);
		let i = new Float64Array(o), s = (e) => r[e] - n[e].reduce((e, t, n) => e + t * i[n], 0);
		for (let e = 0; e < Jc; e++) {
			let e = 0;
			for (let r = 0; r < o; r++) {
				if (n[r][r] === 0) continue;
				let a = i[r] + s(r) / n[r][r], o = r < d ? t / n[r][r] : 0, c = Math.sign(a) * Math.max(Math.abs(a) - o, 0);
				e = Math.max(e, Math.abs(c - i[r]) / (Math.abs(c) || 1)), i[r] = c;
			}
			if (e <= Yc) break;
		}
		let c = Array.from({ length: o }, (e, t) => t).filter((e) => e === d || i[e] !== 0), f = c.map((e) => e < d ? Math.sign(i[e]) : 0), p = Bc(Float64Array.from(c.flatMap((e) => c.map((t) => n[e][t]))), c.length);
		if (p === null) return null;
		let m = Vc(p, c.map((e, n) => r[e] - t * f[n]));
		i.fill(0), c.forEach((e, t) => i[e] = m[t]);
		let h = c.every((e, t) => e === d || i[e] * f[t] > 0), g = Array.from(i, (e, n) => e !== 0 || n === d || Math.abs(s(n)) <= t * 1.000000001);
		return h && g.every(Boolean) ? i : null;
	}
}
function qc(e) {
	let t = new Float64Array(e.size), n = e.hessianAt(t);
	return Array.from({ length: e.size }, (r, i) => {
		let a = new Float64Array(e.size);
		return a[i] = 1, n(a, t), Array.from(t);
	});
}
var Jc, Yc, Xc, Zc, Qc = t((() => {
	mc(), Mc(), zc(), Gc(), Jc = 2e4, Yc = 1e-15, Xc = {
		mse: ["(1/n) Σ residual²", "(2/n) Xᵀ(ŷ − y)"],
		"half-mse": ["(1/2n) Σ residual²", "(1/n) Xᵀ(ŷ − y)"],
		sse: ["Σ residual²", "2 Xᵀ(ŷ − y)"],
		"half-sse": ["½ Σ residual²", "Xᵀ(ŷ − y)"]
	}, Zc = (e) => ({
		loss: Xc[e][0],
		gradient: Xc[e][1]
	});
})), $c = /* @__PURE__ */ n({ kit: () => el }), el, tl = t((() => {
	Qc(), el = {
		build: (e, t) => Kc(e, t, 0, t.settings.alpha),
		formulas({ loss: e }) {
			let t = Zc(e);
			return {
				predict: "ŷ = X w + b",
				loss: `${t.loss} + α Σ w²`,
				gradient: `${t.gradient} + 2α w`,
				after: ""
			};
		}
	};
})), nl = /* @__PURE__ */ n({ kit: () => rl }), rl, il = t((() => {
	Qc(), rl = {
		build: (e, t) => Kc(e, t, t.settings.alpha, 0),
		formulas({ loss: e }) {
			let t = Zc(e);
			return {
				predict: "ŷ = X w + b",
				loss: `${t.loss} + α Σ |w|`,
				gradient: `${t.gradient}, without the penalty`,
				after: "then move each slope toward 0 by lr·α, not past 0"
			};
		}
	};
})), al = /* @__PURE__ */ n({ kit: () => ol }), ol, sl = t((() => {
	Qc(), ol = {
		build(e, t) {
			let { alpha: n, l1_ratio: r } = t.settings;
			return Kc(e, t, n * r, n * (1 - r) / 2);
		},
		formulas({ loss: e }) {
			let t = Zc(e);
			return {
				predict: "ŷ = X w + b",
				loss: `${t.loss} + α (ρ Σ |w| + ½(1 − ρ) Σ w²)`,
				gradient: `${t.gradient} + α (1 − ρ) w`,
				after: "then move each slope toward 0 by lr·α·ρ, not past 0"
			};
		}
	};
})), cl = /* @__PURE__ */ n({ kit: () => ll }), ll, ul = t((() => {
	zc(), ll = {
		build(e, { settings: { alpha: t, delta: n }, standardize: r }) {
			let i = Nc(e, "Huber regression", r), a = (e) => Math.min(Math.max(e, -n), n);
			return Rc(i, e.names, i.y, t, {
				link: (e) => e,
				loss: (e) => a(e) * (e - a(e) / 2),
				pull: a,
				curvature: (e, t) => +(Math.abs(e - t) < n),
				steepest: 1
			});
		},
		formulas: ({ settings: { alpha: e } }) => ({
			predict: "ŷ = X w + b",
			loss: `mean of ½ residual², straight beyond ±δ${e ? " + α Σ w²" : ""}`,
			gradient: `(1/n) Xᵀ clip(ŷ − y, ±δ)${e ? " + 2α w" : ""}`,
			after: ""
		})
	};
})), dl = /* @__PURE__ */ n({ kit: () => fl }), fl, pl = t((() => {
	kl(), zc(), fl = {
		build(e, { settings: { alpha: t }, standardize: n }) {
			let r = [...new Set(e.y)].sort((e, t) => e - t);
			if (r.length !== 2) throw new El(r.length < 2 ? "All points are of the same class: logistic regression needs points of two classes." : `The target has ${r.length} different values, and logistic regression needs two classes: choose softmax, or other data.`);
			let i = Nc(e, "logistic regression", n), a = i.y.map((e) => +(e === r[1]));
			return Rc(i, e.names, a, t, {
				link: (e) => 1 / (1 + Math.exp(-e)),
				loss(e, t, n) {
					let r = Math.abs(e);
					if (r <= .9) return -Math.log1p(-r);
					let i = t === 1 ? -n() : n();
					return Math.max(i, 0) + Math.log1p(Math.exp(-Math.abs(i)));
				},
				pull: (e) => e,
				curvature: (e) => e * (1 - e),
				steepest: .25
			}, r);
		},
		formulas: ({ settings: { alpha: e } }) => ({
			predict: "p = 1/(1 + exp(−(X w + b)))",
			loss: `−mean log p of the class seen${e ? " + α Σ w²" : ""}`,
			gradient: `(1/n) Xᵀ(p − y)${e ? " + 2α w" : ""}`,
			after: ""
		})
	};
})), ml = /* @__PURE__ */ n({ kit: () => gl }), hl, gl, _l = t((() => {
	mc(), kl(), zc(), hl = 10, gl = {
		build(e, { settings: { alpha: t }, standardize: n }) {
			let r = [...new Set(e.y)].sort((e, t) => e - t);
			if (r.length < 2) throw new El("All points are of the same class: softmax needs points of two classes or more.");
			if (r.length > hl) throw new El(`The target has ${r.length} different values, and the page draws at most ${hl} classes: choose other data, or a model of numbers.`);
			let i = Nc(e, "softmax", n), { rows: a, m: o, p: s, n: c } = i, [l, u] = [r.length, s - 1], d = Int32Array.from(i.y, (e) => r.indexOf(e)), f = new Float64Array(o * l);
			d.forEach((e, t) => f[t * l + e] = 1);
			let p = [...e.names, "intercept"], m = (e, t, n, r, i) => {
				let a = -Infinity;
				for (let o = 0; o < l; o++) {
					let c = 0;
					for (let r = 0; r < s; r++) c += e[t * s + r] * n[o * s + r];
					r[i + o] = c, c > a && (a = c);
				}
				return a;
			}, h = (e, t, n) => {
				for (let r = 0; r * l < n.length; r++) {
					let i = m(e, r, t, n, r * l), a = 0;
					for (let e = r * l; e < (r + 1) * l; e++) a += n[e] = Math.exp(n[e] - i);
					for (let e = r * l; e < (r + 1) * l; e++) n[e] /= a;
				}
			}, g = (e, n, r) => {
				for (let i = 0; i < l; i++) {
					for (let t = 0; t < s; t++) {
						let n = 0;
						for (let r = 0; r < o; r++) n += a[r * s + t] * e[r * l + i];
						r[i * s + t] = n / c;
					}
					Ic(t, u, n, r, i * s);
				}
			}, _ = (e, t) => r.flatMap((n, r) => e(Array.from({ length: s }, (e, n) => t[r * s + n])));
			return {
				problem: i,
				names: r.flatMap((e) => p.map((t) => `${e}: ${t}`)),
				classes: r,
				convex: !0,
				size: l * s,
				outputs: l,
				target: f,
				firstWeights: Array(l * s).fill(0),
				bound: Pc(i) / (2 * c) + 2 * t,
				redundant: p.map((e, t) => Float64Array.from({ length: l * s }, (e, n) => n % s === t ? Math.sqrt(1 / l) : 0)),
				predict: h,
				loss(e, n) {
					let r = new Float64Array(l), i = 0;
					for (let t = 0; t < o; t++) {
						let o = -e[t * l + d[t]];
						if (o <= .9) {
							i -= Math.log1p(-o);
							continue;
						}
						let s = m(a, t, n, r, 0), c = r.reduce((e, t) => e + Math.exp(t - s), 0);
						i += s + Math.log(c) - r[d[t]];
					}
					let c = 0;
					for (let e = 0; e < l; e++) c += Lc(n, u, e * s);
					return i / o + t * c;
				},
				gradient: g,
				hessianAt(e) {
					let t = new Float64Array(o * l), n = new Float64Array(o * l);
					return h(a, e, t), (e, r) => {
						for (let r = 0; r < o; r++) {
							m(a, r, e, n, r * l);
							let i = 0;
							for (let e = r * l; e < (r + 1) * l; e++) i += t[e] * n[e];
							for (let e = r * l; e < (r + 1) * l; e++) n[e] = t[e] * (n[e] - i);
						}
						g(n, e, r);
					};
				},
				inUserUnits: (e) => _((e) => dc(i, e), e),
				fromUserUnits: (e) => _((e) => fc(i, e), e)
			};
		},
		formulas: ({ settings: { alpha: e } }) => ({
			predict: "p = exp(X w + b) / sum over the classes",
			loss: `−mean log p of the class seen${e ? " + α Σ w²" : ""}`,
			gradient: `(1/n) (p − Y)ᵀ X${e ? " + 2α w" : ""}`,
			after: ""
		})
	};
})), vl = /* @__PURE__ */ n({ kit: () => yl }), yl, bl = t((() => {
	kl(), zc(), yl = {
		build(e, { settings: { alpha: t }, standardize: n }) {
			let r = e.y.findIndex((e) => e < 0 || !Number.isInteger(e));
			if (r >= 0) throw new El(`The target is ${e.y[r]} in row ${r + 1}, which is not a count: Poisson regression needs whole numbers of 0 or more.`);
			let i = Nc(e, "Poisson regression", n);
			return Rc(i, e.names, i.y, t, {
				link: Math.exp,
				loss(e, t, n) {
					let r = e + t;
					return r - t * (r > .1 * t && r < Infinity ? Math.log(r) : n());
				},
				pull: (e) => e,
				curvature: (e) => e,
				steepest: Infinity
			});
		},
		formulas: ({ settings: { alpha: e } }) => ({
			predict: "μ = exp(X w + b)",
			loss: `mean of μ − y log μ${e ? " + α Σ w²" : ""}`,
			gradient: `(1/n) Xᵀ(μ − y)${e ? " + 2α w" : ""}`,
			after: ""
		})
	};
})), xl = /* @__PURE__ */ n({
	kit: () => Cl,
	tanh: () => Sl
});
function Sl(e) {
	let t = Math.abs(e);
	if (t > .3) {
		let n = 1 - 2 / (Math.exp(2 * t) + 1);
		return e < 0 ? -n : n;
	}
	let n = e * e;
	return e / (1 + n / (3 + n / (5 + n / (7 + n / (9 + n / 11)))));
}
var Cl, wl = t((() => {
	mc(), zc(), Qc(), Cl = {
		build(e, { settings: { alpha: t, hidden: n }, loss: r, standardize: i, normals: a }) {
			let o = Nc(e, "the network", i), { rows: s, m: c, p: l, n: u } = o, d = l - 1, f = tc(r, u), p = (l + 1) * n + 1, m = l * n, h = new Float64Array(c * n), g = (e, t, r) => {
				for (let i = 0; i * n < r.length; i++) for (let a = 0; a < n; a++) {
					let o = 0;
					for (let r = 0; r < l; r++) o += e[i * l + r] * t[r * n + a];
					r[i * n + a] = Sl(o);
				}
			}, _ = (e, r) => {
				if (t !== 0) {
					for (let i = 0; i < d * n; i++) r[i] += 2 * t * e[i];
					for (let i = m; i < m + n; i++) r[i] += 2 * t * e[i];
				}
			}, v = (e, t) => {
				let r = Array.from(t);
				for (let i = 0; i < n; i++) e(Array.from({ length: l }, (e, r) => t[r * n + i])).forEach((e, t) => r[t * n + i] = e);
				return r;
			}, y = (e) => v((e) => dc(o, e), e), b = Array.from({ length: p }, (e, t) => t < m ? a[t] / Math.sqrt(l) : t < m + n ? a[t] / Math.sqrt(n) : 0);
			return {
				problem: o,
				names: [
					...[...e.names, "intercept"].flatMap((e) => Array.from({ length: n }, (t, n) => `${e} to h${n + 1}`)),
					...Array.from({ length: n }, (e, t) => `h${t + 1}`),
					"intercept"
				],
				classes: [],
				convex: !1,
				size: p,
				outputs: 1,
				target: o.y,
				firstWeights: y(b),
				bound: null,
				redundant: [],
				predict(e, t, r) {
					let i = e === s ? h : new Float64Array(r.length * n);
					g(e, t, i);
					for (let e = 0; e < r.length; e++) {
						let a = t[p - 1];
						for (let r = 0; r < n; r++) a += i[e * n + r] * t[m + r];
						r[e] = a;
					}
				},
				loss(e, r) {
					let i = 0;
					for (let e = 0; e < d * n; e++) i += r[e] * r[e];
					for (let e = m; e < m + n; e++) i += r[e] * r[e];
					return f * cc(e) + t * i;
				},
				gradient(e, t, r) {
					r.fill(0);
					for (let i = 0; i < c; i++) {
						for (let a = 0; a < n; a++) {
							let o = h[i * n + a], c = e[i] * t[m + a] * (1 - o * o);
							for (let e = 0; e < l; e++) r[e * n + a] += s[i * l + e] * c;
							r[m + a] += o * e[i];
						}
						r[p - 1] += e[i];
					}
					for (let e = 0; e < p; e++) r[e] *= 2 * f;
					_(t, r);
				},
				hessianAt(e) {
					let t = new Float64Array(c * n), r = new Float64Array(c * n), i = new Float64Array(c), a = new Float64Array(n);
					g(s, e, t);
					for (let a = 0; a < c; a++) {
						i[a] = e[p - 1] - o.y[a];
						for (let o = a * n, s = m; o < (a + 1) * n; o++, s++) i[a] += t[o] * e[s], r[o] = 1 - t[o] * t[o];
					}
					return (o, u) => {
						u.fill(0);
						for (let d = 0; d < c; d++) {
							let c = o[p - 1];
							for (let i = 0; i < n; i++) {
								let u = 0;
								for (let e = 0; e < l; e++) u += s[d * l + e] * o[e * n + i];
								a[i] = r[d * n + i] * u, c += a[i] * e[m + i] + t[d * n + i] * o[m + i];
							}
							let f = i[d];
							for (let i = 0; i < n; i++) {
								let p = t[d * n + i], h = (c * e[m + i] + f * o[m + i]) * r[d * n + i] - 2 * f * e[m + i] * p * a[i];
								for (let e = 0; e < l; e++) u[e * n + i] += s[d * l + e] * h;
								u[m + i] += p * c + a[i] * f;
							}
							u[p - 1] += c;
						}
						for (let e = 0; e < p; e++) u[e] *= 2 * f;
						_(o, u);
					};
				},
				inUserUnits: y,
				fromUserUnits: (e) => v((e) => fc(o, e), e)
			};
		},
		formulas({ loss: e }) {
			let t = Zc(e);
			return {
				predict: "h = tanh(X V), ŷ = h·u + b",
				loss: t.loss,
				gradient: `${t.gradient.replace("Xᵀ", "hᵀ")} for u; V by the chain rule`,
				after: ""
			};
		}
	};
}));
// src/lib/models/catalog.ts
function Tl(e) {
	return {
		alpha: +(e === "ridge" || e === "lasso" || e === "elastic-net"),
		l1_ratio: .5,
		delta: 1,
		hidden: 8
	};
}
var El, Dl, Ol, kl = t((() => {
	El = class extends Error {}, Dl = () => Promise.reject(/* @__PURE__ */ Error("least squares needs no kit")), Ol = {
		"least-squares": {
			text: "line",
			takes: [],
			squared: !0,
			target: "number",
			points: "lesson-line",
			load: Dl
		},
		ridge: {
			text: "ridge",
			takes: ["alpha"],
			squared: !0,
			target: "number",
			points: "lesson-useless-columns",
			load: () => Promise.resolve().then(() => (tl(), $c))
		},
		lasso: {
			text: "lasso",
			takes: ["alpha"],
			squared: !0,
			target: "number",
			points: "lesson-useless-columns",
			load: () => Promise.resolve().then(() => (il(), nl))
		},
		"elastic-net": {
			text: "elastic net",
			takes: ["alpha", "l1_ratio"],
			squared: !0,
			target: "number",
			points: "lesson-useless-columns",
			load: () => Promise.resolve().then(() => (sl(), al))
		},
		huber: {
			text: "Huber",
			takes: ["alpha", "delta"],
			squared: !1,
			target: "number",
			points: "lesson-outliers",
			load: () => Promise.resolve().then(() => (ul(), cl))
		},
		logistic: {
			text: "logistic",
			takes: ["alpha"],
			squared: !1,
			target: "two classes",
			points: "lesson-yes-no",
			load: () => Promise.resolve().then(() => (pl(), dl))
		},
		softmax: {
			text: "softmax",
			takes: ["alpha"],
			squared: !1,
			target: "classes",
			points: "lesson-three-classes",
			load: () => Promise.resolve().then(() => (_l(), ml))
		},
		poisson: {
			text: "Poisson",
			takes: ["alpha"],
			squared: !1,
			target: "count",
			points: "lesson-counts",
			load: () => Promise.resolve().then(() => (bl(), vl))
		},
		network: {
			text: "network",
			takes: ["alpha", "hidden"],
			squared: !0,
			target: "number",
			points: "lesson-bend",
			load: () => Promise.resolve().then(() => (wl(), xl))
		}
	};
})), Al, jl, Ml, Nl, Pl, Fl, Il, Ll, Rl, zl, Bl, Vl = t((() => {
	Al = .9, jl = .999, Ml = 1e-8, Nl = {
		name: "gd",
		beta: 0,
		direction: (e) => e,
		rateLimit: (e) => 2 / e,
		recurrence: (e) => [
			1 - e,
			0,
			1 - e
		]
	}, Pl = {
		name: "momentum",
		beta: Al,
		direction: (e, { velocity: t }, n) => t[n] = Al * t[n] + e,
		rateLimit: (e) => 3.8 / e,
		recurrence: (e) => [
			1.9 - e,
			Al,
			1 - e
		]
	}, Fl = {
		name: "nesterov",
		beta: Al,
		direction: (e, { velocity: t }, n) => e + Al * (t[n] = Al * t[n] + e),
		rateLimit: (e) => 3.8 / 2.8 / e,
		recurrence: (e) => [
			1.9 * (1 - e),
			Al * (1 - e),
			1 - 1.9 * e
		]
	}, Il = {
		name: "adam",
		direction(e, { velocity: t, squares: n, divisors: r, updates: i }, a) {
			return t[a] = Al * t[a] + .09999999999999998 * e, n[a] = jl * n[a] + e * e * .0010000000000000009, r[a] = Math.sqrt(n[a] / (1 - jl ** i)) + Ml, t[a] / (1 - Al ** i) / r[a];
		},
		rateLimit: (e) => 3.8 / .09999999999999998 / e
	}, Ll = {
		gd: Nl,
		momentum: Pl,
		nesterov: Fl
	}, Rl = {
		...Ll,
		adam: Il
	}, zl = (e) => e === "adam" ? null : Ll[e], Bl = (e) => ({
		velocity: new Float64Array(e),
		squares: new Float64Array(e),
		divisors: new Float64Array(e).fill(1),
		updates: 0
	});
}));
js(), Q(), Z(), Is(), $s(), kl(), Vl();
var Hl = 450, Ul = 1e-9, Wl = 1e290, Gl = class {
	#e = /* @__PURE__ */ N(null);
	get answer() {
		return V(this.#e);
	}
	set answer(e) {
		P(this.#e, e);
	}
	#t = /* @__PURE__ */ N(Pn(NaN));
	get difference() {
		return V(this.#t);
	}
	set difference(e) {
		P(this.#t, e, !0);
	}
	#n = /* @__PURE__ */ N("");
	get error() {
		return V(this.#n);
	}
	set error(e) {
		P(this.#n, e, !0);
	}
	#r = /* @__PURE__ */ j(() => this.answer !== null && this.difference <= Ul);
	get agrees() {
		return V(this.#r);
	}
	set agrees(e) {
		P(this.#r, e);
	}
	#i = /* @__PURE__ */ N(0);
	get apartFrom() {
		return V(this.#i);
	}
	set apartFrom(e) {
		P(this.#i, e, !0);
	}
	constructor(e) {
		sr(() => {
			let { run: t } = e, n = Kl(e);
			if (!t || !n || Fs.alone) return;
			this.answer = null, this.error = "";
			let r = null, i = setTimeout(() => {
				r = new AbortController(), this.ask(n, t, r.signal);
			}, Hl);
			return () => {
				clearTimeout(i), r?.abort();
			};
		});
	}
	async ask(e, t, n) {
		try {
			let r = e.model !== void 0 || zl(e.rule) === null, i = r ? {
				...e,
				undiagnosed: !0
			} : e, a = await qs(i, n);
			if (n.aborted || (this.difference = ql(t, a), this.apartFrom = Jl(t, a), this.answer = a, !r)) return;
			let o = await qs(e, n);
			n.aborted || (this.answer = o);
		} catch (e) {
			n.aborted || (this.error = Us(e));
		}
	}
};
function Kl(e) {
	if (!e.data) return null;
	let { lr: t, rule: n, loss: r, standardize: i, model: a } = e, o = e.runSettings(), s = {
		data: e.descriptor,
		lr: t,
		epochs: e.run?.epochs ?? e.epochs,
		rule: n,
		standardize: i
	};
	if (e.isLine) return {
		...s,
		loss: r,
		start: [...e.startWeights]
	};
	let { squared: c, takes: l } = Ol[a], u = Object.fromEntries(l.map((e) => [e, o[e]])), d = e.start && e.startFits ? [...e.start] : null;
	return {
		...s,
		...u,
		model: a,
		start: d,
		loss: c ? r : "mse"
	};
}
function ql(e, t) {
	if (t.losses.length !== e.epochs + 1) return Infinity;
	let n = 0;
	for (let r = 0; r <= e.epochs; r++) n = Math.max(n, Yl(e, t, r));
	return n;
}
function Jl(e, t) {
	for (let n = 0; n < t.losses.length; n++) if (!(Yl(e, t, n) <= Ul)) return n;
	return t.losses.length;
}
function Yl(e, t, n) {
	let r = Math.abs(e.losses[n]), i = !(Math.max(r, t.losses[n] ?? 0) < Wl), a = Xl(e.losses[n], t.losses[n], r, i), o = e.weights.subarray(n * e.p, (n + 1) * e.p), s = o.reduce((e, t) => Math.max(e, Math.abs(t)), 0);
	return t.weights[n].forEach((e, t) => a = Math.max(a, Xl(o[t], e, s, i))), a;
}
function Xl(e, t, n, r) {
	return t === null || !Number.isFinite(e) ? r ? 0 : Infinity : n === 0 ? Math.abs(t) : Math.abs(e - t) / n;
}
// src/lib/format.ts
function $(e, t = 4) {
	if (Number.isNaN(e)) return "∞";
	if (!Number.isFinite(e)) return e < 0 ? `${iu}∞` : "∞";
	if (e === 0) return "0";
	let n = Math.abs(e);
	return n >= 1e6 || n < 1e-4 ? ru(e, Math.min(t, 3)) : n >= 10 ** t ? Ql(e) : cu(e.toPrecision(t));
}
function Zl(e, t = 6) {
	return cu(String(Number(e.toPrecision(t))));
}
function Ql(e) {
	return cu(au.format(Math.round(e)));
}
function $l(e) {
	return Number.isFinite(e) ? e >= 1e9 ? `about ${ru(e, 1)} epochs` : `${Ql(e)} epoch${e === 1 ? "" : "s"}` : "never";
}
function eu(e) {
	let t = 100 * Math.abs(1 - e);
	if (!Number.isFinite(t)) return `${$(e)}%`;
	let n = t === 0 ? 1 : Math.max(0, Math.min(8, 1 - Math.floor(Math.log10(t))));
	return `${(100 * e).toFixed(n)}%`;
}
function tu(e) {
	let t = 1 - e;
	return t > 0 && t < 1e-5 ? `all but ${ru(t, 2)}` : eu(e);
}
function nu(e) {
	let t = [...String(Math.abs(e))].map((e) => su[Number(e)]);
	return `10${e < 0 ? "⁻" : ""}${t.join("")}`;
}
function ru(e, t = 3) {
	if (!Number.isFinite(e)) return $(e);
	let [n, r] = e.toExponential(t - 1).split("e");
	return cu(`${n}·${nu(Number(r))}`);
}
var iu, au, ou, su, cu, lu = t((() => {
	iu = "−", au = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 }), ou = (e) => e.replaceAll(/(?<![\w.-])-(?=\d)/g, iu), su = "⁰¹²³⁴⁵⁶⁷⁸⁹", cu = (e) => e.replace("-", iu);
}));
// src/charts/surface.ts
function uu(e, t, n, r) {
	let i = (t, n) => {
		let r = 0;
		for (let i = 0; i < e.m; i++) r += e.rows[i * e.p + t] * e.rows[i * e.p + n];
		return 2 * e.factor * r;
	}, [a, o, s] = [
		i(t, t),
		i(t, n),
		i(n, n)
	], c = (a - s) / 2, l = Math.hypot(c, o), u = (a + s) / 2 + l, d = Math.max(u === 0 ? 0 : (a * s - o * o) / u, 1e-12 * u), f = Math.atan2(o, c) / 2, p = [Math.cos(f), Math.sin(f)], m = [-p[1], p[0]], h = uc(e, r), g = (h[t] * p[0] + h[n] * p[1]) / u, _ = (h[t] * m[0] + h[n] * m[1]) / d, v = [r[t] - g * p[0] - _ * m[0], r[n] - g * p[1] - _ * m[1]], y = Array.from(r);
	return [y[t], y[n]] = v, {
		center: v,
		floor: lc(e, y),
		curvatures: [u, d],
		axes: [p, m]
	};
}
function du(e, t) {
	let [n, r] = e.axes, i = Math.sqrt(2 * t / e.curvatures[0]), a = Math.sqrt(2 * t / e.curvatures[1]);
	return [[i * n[0], i * n[1]], [a * r[0], a * r[1]]];
}
var fu, pu = t((() => {
	mc(), fu = (e, t, n) => {
		let r = t - e.center[0], i = n - e.center[1];
		return e.axes.reduce((t, [n, a], o) => t + e.curvatures[o] * (n * r + a * i) ** 2 / 2, 0);
	};
})), mu = t((() => {}));
// src/charts/AxesChoice.svelte
function hu(e, t) {
	k(t, !0);
	let n = ms(t, "lab", 7);
	function r(e, t) {
		let r = Number(t), i = [...n().axes];
		i[1 - e] === r && (i[1 - e] = i[e]), i[e] = r, n().axesChosen = i;
	}
	var i = G();
	Y(I(i), 16, () => [0, 1], (e) => e, (e, t) => {
		var i = _u(), a = F(i), o = R(a);
		Y(o, 21, () => n().weightNames, ya, (e, t, n) => {
			var r = gu(), i = L(r, !0), a = {};
			z((e) => {
				q(i, V(t)), a !== (a = e) && (r.value = (r.__value = a) ?? "");
			}, [() => String(n)]), K(e, r);
		}), E(o);
		var s;
		ho(o), E(i), z((e) => {
			q(a, `${t ? "vertical" : "horizontal"} `), X(o, "aria-label", t ? "Weight shown vertically" : "Weight shown horizontally"), s !== (s = e) && (o.value = (o.__value = s) ?? "", mo(o, s));
		}, [() => String(n().axes[t])]), U("change", o, (e) => r(t, e.currentTarget.value)), K(e, i);
	}), K(e, i), A();
}
var gu, _u, vu = t((() => {
	Z(), mu(), gu = /* @__PURE__ */ W("<option> </option>"), _u = /* @__PURE__ */ W("<label class=\"svelte-1gu2nz3\"> <select class=\"svelte-1gu2nz3\"></select></label>"), Ci(["change"]);
})), yu = t((() => {}));
// src/panels/Word.svelte
function bu(e, t) {
	let n = zi();
	k(t, !0);
	let r = /* @__PURE__ */ j(() => Object.hasOwn(t.lab.words, t.name) ? t.lab.words[t.name] : "");
	var i = G(), a = I(i), o = (e) => {
		var i = xu(), a = I(i);
		Na(F(a), () => t.children), E(a);
		var o = R(a), s = F(o), c = L(s, !0), l = R(s);
		E(o), z(() => {
			X(a, "popovertarget", n), X(a, "title", V(r)), X(o, "id", n), q(c, t.name), q(l, ` ${V(r) ?? ""}`);
		}), K(e, i);
	}, s = (e) => {
		var n = G();
		Na(I(n), () => t.children), K(e, n);
	};
	J(a, (e) => {
		V(r) ? e(o) : e(s, -1);
	}), K(e, i), A();
}
var xu, Su = t((() => {
	Q(), Z(), yu(), xu = /* @__PURE__ */ W("<button class=\"word svelte-vgsj87\"><!></button><span popover=\"auto\" role=\"note\" class=\"svelte-vgsj87\"><b> </b> </span>", 1);
}));
// src/charts/LiveText.svelte
function Cu(e, t) {
	k(t, !0);
	let n = ms(t, "wait", 3, 900), r = /* @__PURE__ */ N("");
	sr(() => {
		let e = t.text, i = setTimeout(() => P(r, e, !0), n());
		return () => clearTimeout(i);
	});
	var i = wu(), a = L(i, !0);
	z(() => q(a, V(r))), K(e, i), A();
}
var wu, Tu = t((() => {
	Q(), Z(), wu = /* @__PURE__ */ W("<p class=\"hidden-visually\" aria-live=\"polite\"> </p>");
})), Eu = t((() => {}));
// src/charts/Figure.svelte
function Du(e, t) {
	let n = ms(t, "word", 3, ""), r = ms(t, "note", 3, "");
	var i = Au(), a = F(i), o = F(a), s = F(o), c = (e) => {
		bu(e, {
			get lab() {
				return t.lab;
			},
			get name() {
				return n();
			},
			children: (e, n) => {
				Le();
				var r = Ri();
				z(() => q(r, t.title)), K(e, r);
			},
			$$slots: { default: !0 }
		});
	}, l = (e) => {
		var n = Ri();
		z(() => q(n, t.title)), K(e, n);
	};
	J(s, (e) => {
		t.lab && n() ? e(c) : e(l, -1);
	}), E(o);
	var u = R(o, 2), d = (e) => {
		var n = Ou();
		Na(F(n), () => t.controls), E(n), K(e, n);
	};
	J(u, (e) => {
		t.controls && e(d);
	}), E(a);
	var f = R(a, 2);
	Na(f, () => t.children);
	var p = R(f, 2), m = (e) => {
		var t = ku(), n = L(t, !0);
		z(() => q(n, r())), K(e, t);
	};
	J(p, (e) => {
		r() && e(m);
	}), Cu(R(p, 2), { get text() {
		return t.text;
	} }), E(i), K(e, i);
}
var Ou, ku, Au, ju = t((() => {
	Q(), Z(), Su(), Tu(), Eu(), Ou = /* @__PURE__ */ W("<div class=\"controls svelte-e9gw4x\"><!></div>"), ku = /* @__PURE__ */ W("<p class=\"note svelte-e9gw4x\"> </p>"), Au = /* @__PURE__ */ W("<figure class=\"svelte-e9gw4x\"><figcaption class=\"svelte-e9gw4x\"><h2 class=\"small\"><!></h2> <!></figcaption> <!> <!> <!></figure>");
}));
// node_modules/d3-array/dist/d3-array.mjs
function Mu(e, t) {
	return e == null || t == null ? NaN : e < t ? -1 : e > t ? 1 : e >= t ? 0 : NaN;
}
function Nu(e, t) {
	return e == null || t == null ? NaN : t < e ? -1 : t > e ? 1 : t >= e ? 0 : NaN;
}
function Pu(e) {
	let t, n, r;
	e.length === 2 ? (t = e === Mu || e === Nu ? e : Fu, n = e, r = e) : (t = Mu, n = (t, n) => Mu(e(t), n), r = (t, n) => e(t) - n);
	function i(e, r, i = 0, a = e.length) {
		if (i < a) {
			if (t(r, r) !== 0) return a;
			do {
				let t = i + a >>> 1;
				n(e[t], r) < 0 ? i = t + 1 : a = t;
			} while (i < a);
		}
		return i;
	}
	function a(e, r, i = 0, a = e.length) {
		if (i < a) {
			if (t(r, r) !== 0) return a;
			do {
				let t = i + a >>> 1;
				n(e[t], r) <= 0 ? i = t + 1 : a = t;
			} while (i < a);
		}
		return i;
	}
	function o(e, t, n = 0, a = e.length) {
		let o = i(e, t, n, a - 1);
		return o > n && r(e[o - 1], t) > -r(e[o], t) ? o - 1 : o;
	}
	return {
		left: i,
		center: o,
		right: a
	};
}
function Fu() {
	return 0;
}
function Iu(e) {
	return e === null ? NaN : +e;
}
function Lu(e, t, n) {
	let r = (t - e) / Math.max(0, n), i = Math.floor(Math.log10(r)), a = r / 10 ** i, o = a >= Uu ? 10 : a >= Wu ? 5 : a >= Gu ? 2 : 1, s, c, l;
	return i < 0 ? (l = 10 ** -i / o, s = Math.round(e * l), c = Math.round(t * l), s / l < e && ++s, c / l > t && --c, l = -l) : (l = 10 ** i * o, s = Math.round(e / l), c = Math.round(t / l), s * l < e && ++s, c * l > t && --c), c < s && .5 <= n && n < 2 ? Lu(e, t, n * 2) : [
		s,
		c,
		l
	];
}
function Ru(e, t, n) {
	if (t = +t, e = +e, n = +n, !(n > 0)) return [];
	if (e === t) return [e];
	let r = t < e, [i, a, o] = r ? Lu(t, e, n) : Lu(e, t, n);
	if (!(a >= i)) return [];
	let s = a - i + 1, c = Array(s);
	if (r) {
		if (o < 0) for (let e = 0; e < s; ++e) c[e] = (a - e) / -o;
		else for (let e = 0; e < s; ++e) c[e] = (a - e) * o;
	} else if (o < 0) for (let e = 0; e < s; ++e) c[e] = (i + e) / -o;
	else for (let e = 0; e < s; ++e) c[e] = (i + e) * o;
	return c;
}
function zu(e, t, n) {
	return t = +t, e = +e, n = +n, Lu(e, t, n)[2];
}
function Bu(e, t, n) {
	t = +t, e = +e, n = +n;
	let r = t < e, i = r ? zu(t, e, n) : zu(e, t, n);
	return (r ? -1 : 1) * (i < 0 ? 1 / -i : i);
}
var Vu, Hu, Uu, Wu, Gu, Ku = t((() => {
	Vu = Pu(Mu), Hu = Vu.right, Vu.left, Pu(Iu).center, Array.prototype.slice, Uu = Math.sqrt(50), Wu = Math.sqrt(10), Gu = Math.sqrt(2);
}));
// node_modules/d3-color/dist/d3-color.mjs
function qu(e, t, n) {
	e.prototype = t.prototype = n, n.constructor = e;
}
function Ju(e, t) {
	var n = Object.create(e.prototype);
	for (var r in t) n[r] = t[r];
	return n;
}
function Yu() {}
function Xu() {
	return this.rgb().formatHex();
}
function Zu() {
	return this.rgb().formatHex8();
}
function Qu() {
	return pd(this).formatHsl();
}
function $u() {
	return this.rgb().formatRgb();
}
function ed(e) {
	var t, n;
	return e = (e + "").trim().toLowerCase(), (t = Rd.exec(e)) ? (n = t[1].length, t = parseInt(t[1], 16), n === 6 ? td(t) : n === 3 ? new ad(t >> 8 & 15 | t >> 4 & 240, t >> 4 & 15 | t & 240, (t & 15) << 4 | t & 15, 1) : n === 8 ? nd(t >> 24 & 255, t >> 16 & 255, t >> 8 & 255, (t & 255) / 255) : n === 4 ? nd(t >> 12 & 15 | t >> 8 & 240, t >> 8 & 15 | t >> 4 & 240, t >> 4 & 15 | t & 240, ((t & 15) << 4 | t & 15) / 255) : null) : (t = zd.exec(e)) ? new ad(t[1], t[2], t[3], 1) : (t = Bd.exec(e)) ? new ad(t[1] * 255 / 100, t[2] * 255 / 100, t[3] * 255 / 100, 1) : (t = Vd.exec(e)) ? nd(t[1], t[2], t[3], t[4]) : (t = Hd.exec(e)) ? nd(t[1] * 255 / 100, t[2] * 255 / 100, t[3] * 255 / 100, t[4]) : (t = Ud.exec(e)) ? fd(t[1], t[2] / 100, t[3] / 100, 1) : (t = Wd.exec(e)) ? fd(t[1], t[2] / 100, t[3] / 100, t[4]) : Gd.hasOwnProperty(e) ? td(Gd[e]) : e === "transparent" ? new ad(NaN, NaN, NaN, 0) : null;
}
function td(e) {
	return new ad(e >> 16 & 255, e >> 8 & 255, e & 255, 1);
}
function nd(e, t, n, r) {
	return r <= 0 && (e = t = n = NaN), new ad(e, t, n, r);
}
function rd(e) {
	return e instanceof Yu || (e = ed(e)), e ? (e = e.rgb(), new ad(e.r, e.g, e.b, e.opacity)) : new ad();
}
function id(e, t, n, r) {
	return arguments.length === 1 ? rd(e) : new ad(e, t, n, r ?? 1);
}
function ad(e, t, n, r) {
	this.r = +e, this.g = +t, this.b = +n, this.opacity = +r;
}
function od() {
	return `#${dd(this.r)}${dd(this.g)}${dd(this.b)}`;
}
function sd() {
	return `#${dd(this.r)}${dd(this.g)}${dd(this.b)}${dd((isNaN(this.opacity) ? 1 : this.opacity) * 255)}`;
}
function cd() {
	let e = ld(this.opacity);
	return `${e === 1 ? "rgb(" : "rgba("}${ud(this.r)}, ${ud(this.g)}, ${ud(this.b)}${e === 1 ? ")" : `, ${e})`}`;
}
function ld(e) {
	return isNaN(e) ? 1 : Math.max(0, Math.min(1, e));
}
function ud(e) {
	return Math.max(0, Math.min(255, Math.round(e) || 0));
}
function dd(e) {
	return e = ud(e), (e < 16 ? "0" : "") + e.toString(16);
}
function fd(e, t, n, r) {
	return r <= 0 ? e = t = n = NaN : n <= 0 || n >= 1 ? e = t = NaN : t <= 0 && (e = NaN), new hd(e, t, n, r);
}
function pd(e) {
	if (e instanceof hd) return new hd(e.h, e.s, e.l, e.opacity);
	if (e instanceof Yu || (e = ed(e)), !e) return new hd();
	if (e instanceof hd) return e;
	e = e.rgb();
	var t = e.r / 255, n = e.g / 255, r = e.b / 255, i = Math.min(t, n, r), a = Math.max(t, n, r), o = NaN, s = a - i, c = (a + i) / 2;
	return s ? (o = t === a ? (n - r) / s + (n < r) * 6 : n === a ? (r - t) / s + 2 : (t - n) / s + 4, s /= c < .5 ? a + i : 2 - a - i, o *= 60) : s = c > 0 && c < 1 ? 0 : o, new hd(o, s, c, e.opacity);
}
function md(e, t, n, r) {
	return arguments.length === 1 ? pd(e) : new hd(e, t, n, r ?? 1);
}
function hd(e, t, n, r) {
	this.h = +e, this.s = +t, this.l = +n, this.opacity = +r;
}
function gd(e) {
	return e = (e || 0) % 360, e < 0 ? e + 360 : e;
}
function _d(e) {
	return Math.max(0, Math.min(1, e || 0));
}
function vd(e, t, n) {
	return (e < 60 ? t + (n - t) * e / 60 : e < 180 ? n : e < 240 ? t + (n - t) * (240 - e) / 60 : t) * 255;
}
function yd(e) {
	if (e instanceof xd) return new xd(e.l, e.a, e.b, e.opacity);
	if (e instanceof Od) return kd(e);
	e instanceof ad || (e = rd(e));
	var t = Td(e.r), n = Td(e.g), r = Td(e.b), i = Sd((.2225045 * t + .7168786 * n + .0606169 * r) / Xd), a, o;
	return t === n && n === r ? a = o = i : (a = Sd((.4360747 * t + .3850649 * n + .1430804 * r) / Yd), o = Sd((.0139322 * t + .0971045 * n + .7141733 * r) / Zd)), new xd(116 * i - 16, 500 * (a - i), 200 * (i - o), e.opacity);
}
function bd(e, t, n, r) {
	return arguments.length === 1 ? yd(e) : new xd(e, t, n, r ?? 1);
}
function xd(e, t, n, r) {
	this.l = +e, this.a = +t, this.b = +n, this.opacity = +r;
}
function Sd(e) {
	return e > tf ? e ** (1 / 3) : e / ef + Qd;
}
function Cd(e) {
	return e > $d ? e * e * e : ef * (e - Qd);
}
function wd(e) {
	return 255 * (e <= .0031308 ? 12.92 * e : 1.055 * e ** (1 / 2.4) - .055);
}
function Td(e) {
	return (e /= 255) <= .04045 ? e / 12.92 : ((e + .055) / 1.055) ** 2.4;
}
function Ed(e) {
	if (e instanceof Od) return new Od(e.h, e.c, e.l, e.opacity);
	if (e instanceof xd || (e = yd(e)), e.a === 0 && e.b === 0) return new Od(NaN, 0 < e.l && e.l < 100 ? 0 : NaN, e.l, e.opacity);
	var t = Math.atan2(e.b, e.a) * qd;
	return new Od(t < 0 ? t + 360 : t, Math.sqrt(e.a * e.a + e.b * e.b), e.l, e.opacity);
}
function Dd(e, t, n, r) {
	return arguments.length === 1 ? Ed(e) : new Od(e, t, n, r ?? 1);
}
function Od(e, t, n, r) {
	this.h = +e, this.c = +t, this.l = +n, this.opacity = +r;
}
function kd(e) {
	if (isNaN(e.h)) return new xd(e.l, 0, 0, e.opacity);
	var t = e.h * Kd;
	return new xd(e.l, Math.cos(t) * e.c, Math.sin(t) * e.c, e.opacity);
}
function Ad(e) {
	if (e instanceof Md) return new Md(e.h, e.s, e.l, e.opacity);
	e instanceof ad || (e = rd(e));
	var t = e.r / 255, n = e.g / 255, r = e.b / 255, i = (uf * r + cf * t - lf * n) / (uf + cf - lf), a = r - i, o = (sf * (n - i) - af * a) / of, s = Math.sqrt(o * o + a * a) / (sf * i * (1 - i)), c = s ? Math.atan2(o, a) * qd - 120 : NaN;
	return new Md(c < 0 ? c + 360 : c, s, i, e.opacity);
}
function jd(e, t, n, r) {
	return arguments.length === 1 ? Ad(e) : new Md(e, t, n, r ?? 1);
}
function Md(e, t, n, r) {
	this.h = +e, this.s = +t, this.l = +n, this.opacity = +r;
}
var Nd, Pd, Fd, Id, Ld, Rd, zd, Bd, Vd, Hd, Ud, Wd, Gd, Kd, qd, Jd, Yd, Xd, Zd, Qd, $d, ef, tf, nf, rf, af, of, sf, cf, lf, uf, df = t((() => {
	Nd = .7, Pd = 1 / Nd, Fd = "\\s*([+-]?\\d+)\\s*", Id = "\\s*([+-]?(?:\\d*\\.)?\\d+(?:[eE][+-]?\\d+)?)\\s*", Ld = "\\s*([+-]?(?:\\d*\\.)?\\d+(?:[eE][+-]?\\d+)?)%\\s*", Rd = /^#([0-9a-f]{3,8})$/, zd = RegExp(`^rgb\\(${Fd},${Fd},${Fd}\\)$`), Bd = RegExp(`^rgb\\(${Ld},${Ld},${Ld}\\)$`), Vd = RegExp(`^rgba\\(${Fd},${Fd},${Fd},${Id}\\)$`), Hd = RegExp(`^rgba\\(${Ld},${Ld},${Ld},${Id}\\)$`), Ud = RegExp(`^hsl\\(${Id},${Ld},${Ld}\\)$`), Wd = RegExp(`^hsla\\(${Id},${Ld},${Ld},${Id}\\)$`), Gd = {
		aliceblue: 15792383,
		antiquewhite: 16444375,
		aqua: 65535,
		aquamarine: 8388564,
		azure: 15794175,
		beige: 16119260,
		bisque: 16770244,
		black: 0,
		blanchedalmond: 16772045,
		blue: 255,
		blueviolet: 9055202,
		brown: 10824234,
		burlywood: 14596231,
		cadetblue: 6266528,
		chartreuse: 8388352,
		chocolate: 13789470,
		coral: 16744272,
		cornflowerblue: 6591981,
		cornsilk: 16775388,
		crimson: 14423100,
		cyan: 65535,
		darkblue: 139,
		darkcyan: 35723,
		darkgoldenrod: 12092939,
		darkgray: 11119017,
		darkgreen: 25600,
		darkgrey: 11119017,
		darkkhaki: 12433259,
		darkmagenta: 9109643,
		darkolivegreen: 5597999,
		darkorange: 16747520,
		darkorchid: 10040012,
		darkred: 9109504,
		darksalmon: 15308410,
		darkseagreen: 9419919,
		darkslateblue: 4734347,
		darkslategray: 3100495,
		darkslategrey: 3100495,
		darkturquoise: 52945,
		darkviolet: 9699539,
		deeppink: 16716947,
		deepskyblue: 49151,
		dimgray: 6908265,
		dimgrey: 6908265,
		dodgerblue: 2003199,
		firebrick: 11674146,
		floralwhite: 16775920,
		forestgreen: 2263842,
		fuchsia: 16711935,
		gainsboro: 14474460,
		ghostwhite: 16316671,
		gold: 16766720,
		goldenrod: 14329120,
		gray: 8421504,
		green: 32768,
		greenyellow: 11403055,
		grey: 8421504,
		honeydew: 15794160,
		hotpink: 16738740,
		indianred: 13458524,
		indigo: 4915330,
		ivory: 16777200,
		khaki: 15787660,
		lavender: 15132410,
		lavenderblush: 16773365,
		lawngreen: 8190976,
		lemonchiffon: 16775885,
		lightblue: 11393254,
		lightcoral: 15761536,
		lightcyan: 14745599,
		lightgoldenrodyellow: 16448210,
		lightgray: 13882323,
		lightgreen: 9498256,
		lightgrey: 13882323,
		lightpink: 16758465,
		lightsalmon: 16752762,
		lightseagreen: 2142890,
		lightskyblue: 8900346,
		lightslategray: 7833753,
		lightslategrey: 7833753,
		lightsteelblue: 11584734,
		lightyellow: 16777184,
		lime: 65280,
		limegreen: 3329330,
		linen: 16445670,
		magenta: 16711935,
		maroon: 8388608,
		mediumaquamarine: 6737322,
		mediumblue: 205,
		mediumorchid: 12211667,
		mediumpurple: 9662683,
		mediumseagreen: 3978097,
		mediumslateblue: 8087790,
		mediumspringgreen: 64154,
		mediumturquoise: 4772300,
		mediumvioletred: 13047173,
		midnightblue: 1644912,
		mintcream: 16121850,
		mistyrose: 16770273,
		moccasin: 16770229,
		navajowhite: 16768685,
		navy: 128,
		oldlace: 16643558,
		olive: 8421376,
		olivedrab: 7048739,
		orange: 16753920,
		orangered: 16729344,
		orchid: 14315734,
		palegoldenrod: 15657130,
		palegreen: 10025880,
		paleturquoise: 11529966,
		palevioletred: 14381203,
		papayawhip: 16773077,
		peachpuff: 16767673,
		peru: 13468991,
		pink: 16761035,
		plum: 14524637,
		powderblue: 11591910,
		purple: 8388736,
		rebeccapurple: 6697881,
		red: 16711680,
		rosybrown: 12357519,
		royalblue: 4286945,
		saddlebrown: 9127187,
		salmon: 16416882,
		sandybrown: 16032864,
		seagreen: 3050327,
		seashell: 16774638,
		sienna: 10506797,
		silver: 12632256,
		skyblue: 8900331,
		slateblue: 6970061,
		slategray: 7372944,
		slategrey: 7372944,
		snow: 16775930,
		springgreen: 65407,
		steelblue: 4620980,
		tan: 13808780,
		teal: 32896,
		thistle: 14204888,
		tomato: 16737095,
		turquoise: 4251856,
		violet: 15631086,
		wheat: 16113331,
		white: 16777215,
		whitesmoke: 16119285,
		yellow: 16776960,
		yellowgreen: 10145074
	}, qu(Yu, ed, {
		copy(e) {
			return Object.assign(new this.constructor(), this, e);
		},
		displayable() {
			return this.rgb().displayable();
		},
		hex: Xu,
		formatHex: Xu,
		formatHex8: Zu,
		formatHsl: Qu,
		formatRgb: $u,
		toString: $u
	}), qu(ad, id, Ju(Yu, {
		brighter(e) {
			return e = e == null ? Pd : Pd ** +e, new ad(this.r * e, this.g * e, this.b * e, this.opacity);
		},
		darker(e) {
			return e = e == null ? Nd : Nd ** +e, new ad(this.r * e, this.g * e, this.b * e, this.opacity);
		},
		rgb() {
			return this;
		},
		clamp() {
			return new ad(ud(this.r), ud(this.g), ud(this.b), ld(this.opacity));
		},
		displayable() {
			return -.5 <= this.r && this.r < 255.5 && -.5 <= this.g && this.g < 255.5 && -.5 <= this.b && this.b < 255.5 && 0 <= this.opacity && this.opacity <= 1;
		},
		hex: od,
		formatHex: od,
		formatHex8: sd,
		formatRgb: cd,
		toString: cd
	})), qu(hd, md, Ju(Yu, {
		brighter(e) {
			return e = e == null ? Pd : Pd ** +e, new hd(this.h, this.s, this.l * e, this.opacity);
		},
		darker(e) {
			return e = e == null ? Nd : Nd ** +e, new hd(this.h, this.s, this.l * e, this.opacity);
		},
		rgb() {
			var e = this.h % 360 + (this.h < 0) * 360, t = isNaN(e) || isNaN(this.s) ? 0 : this.s, n = this.l, r = n + (n < .5 ? n : 1 - n) * t, i = 2 * n - r;
			return new ad(vd(e >= 240 ? e - 240 : e + 120, i, r), vd(e, i, r), vd(e < 120 ? e + 240 : e - 120, i, r), this.opacity);
		},
		clamp() {
			return new hd(gd(this.h), _d(this.s), _d(this.l), ld(this.opacity));
		},
		displayable() {
			return (0 <= this.s && this.s <= 1 || isNaN(this.s)) && 0 <= this.l && this.l <= 1 && 0 <= this.opacity && this.opacity <= 1;
		},
		formatHsl() {
			let e = ld(this.opacity);
			return `${e === 1 ? "hsl(" : "hsla("}${gd(this.h)}, ${_d(this.s) * 100}%, ${_d(this.l) * 100}%${e === 1 ? ")" : `, ${e})`}`;
		}
	})), Kd = Math.PI / 180, qd = 180 / Math.PI, Jd = 18, Yd = .96422, Xd = 1, Zd = .82521, Qd = 4 / 29, $d = 6 / 29, ef = 3 * $d * $d, tf = $d * $d * $d, qu(xd, bd, Ju(Yu, {
		brighter(e) {
			return new xd(this.l + Jd * (e ?? 1), this.a, this.b, this.opacity);
		},
		darker(e) {
			return new xd(this.l - Jd * (e ?? 1), this.a, this.b, this.opacity);
		},
		rgb() {
			var e = (this.l + 16) / 116, t = isNaN(this.a) ? e : e + this.a / 500, n = isNaN(this.b) ? e : e - this.b / 200;
			return t = Yd * Cd(t), e = Xd * Cd(e), n = Zd * Cd(n), new ad(wd(3.1338561 * t - 1.6168667 * e - .4906146 * n), wd(-.9787684 * t + 1.9161415 * e + .033454 * n), wd(.0719453 * t - .2289914 * e + 1.4052427 * n), this.opacity);
		}
	})), qu(Od, Dd, Ju(Yu, {
		brighter(e) {
			return new Od(this.h, this.c, this.l + Jd * (e ?? 1), this.opacity);
		},
		darker(e) {
			return new Od(this.h, this.c, this.l - Jd * (e ?? 1), this.opacity);
		},
		rgb() {
			return kd(this).rgb();
		}
	})), nf = -.14861, rf = 1.78277, af = -.29227, of = -.90649, sf = 1.97294, cf = sf * of, lf = sf * rf, uf = rf * af - of * nf, qu(Md, jd, Ju(Yu, {
		brighter(e) {
			return e = e == null ? Pd : Pd ** +e, new Md(this.h, this.s, this.l * e, this.opacity);
		},
		darker(e) {
			return e = e == null ? Nd : Nd ** +e, new Md(this.h, this.s, this.l * e, this.opacity);
		},
		rgb() {
			var e = isNaN(this.h) ? 0 : (this.h + 120) * Kd, t = +this.l, n = isNaN(this.s) ? 0 : this.s * t * (1 - t), r = Math.cos(e), i = Math.sin(e);
			return new ad(255 * (t + n * (nf * r + rf * i)), 255 * (t + n * (af * r + of * i)), 255 * (t + sf * r * n), this.opacity);
		}
	}));
}));
function ff(e, t) {
	return function(n) {
		return e + n * t;
	};
}
function pf(e, t, n) {
	return e **= +n, t = t ** +n - e, n = 1 / n, function(r) {
		return (e + r * t) ** +n;
	};
}
function mf(e, t) {
	var n = t - e;
	return n ? ff(e, n > 180 || n < -180 ? n - 360 * Math.round(n / 360) : n) : Mf(isNaN(e) ? t : e);
}
function hf(e) {
	return (e = +e) == 1 ? gf : function(t, n) {
		return n - t ? pf(t, n, e) : Mf(isNaN(t) ? n : t);
	};
}
function gf(e, t) {
	var n = t - e;
	return n ? ff(e, n) : Mf(isNaN(e) ? t : e);
}
function _f(e, t) {
	t ||= [];
	var n = e ? Math.min(t.length, e.length) : 0, r = t.slice(), i;
	return function(a) {
		for (i = 0; i < n; ++i) r[i] = e[i] * (1 - a) + t[i] * a;
		return r;
	};
}
function vf(e) {
	return ArrayBuffer.isView(e) && !(e instanceof DataView);
}
function yf(e, t) {
	for (var n = t ? t.length : 0, r = e ? Math.min(n, e.length) : 0, i = Array(r), a = Array(n), o = 0; o < r; ++o) i[o] = Ef(e[o], t[o]);
	for (; o < n; ++o) a[o] = t[o];
	return function(e) {
		for (o = 0; o < r; ++o) a[o] = i[o](e);
		return a;
	};
}
function bf(e, t) {
	var n = /* @__PURE__ */ new Date();
	return e = +e, t = +t, function(r) {
		return n.setTime(e * (1 - r) + t * r), n;
	};
}
function xf(e, t) {
	return e = +e, t = +t, function(n) {
		return e * (1 - n) + t * n;
	};
}
function Sf(e, t) {
	var n = {}, r = {}, i;
	for (i in typeof e == "object" && e || (e = {}), typeof t == "object" && t || (t = {}), t) i in e ? n[i] = Ef(e[i], t[i]) : r[i] = t[i];
	return function(e) {
		for (i in n) r[i] = n[i](e);
		return r;
	};
}
function Cf(e) {
	return function() {
		return e;
	};
}
function wf(e) {
	return function(t) {
		return e(t) + "";
	};
}
function Tf(e, t) {
	var n = Pf.lastIndex = Ff.lastIndex = 0, r, i, a, o = -1, s = [], c = [];
	for (e += "", t += ""; (r = Pf.exec(e)) && (i = Ff.exec(t));) (a = i.index) > n && (a = t.slice(n, a), s[o] ? s[o] += a : s[++o] = a), (r = r[0]) === (i = i[0]) ? s[o] ? s[o] += i : s[++o] = i : (s[++o] = null, c.push({
		i: o,
		x: xf(r, i)
	})), n = Ff.lastIndex;
	return n < t.length && (a = t.slice(n), s[o] ? s[o] += a : s[++o] = a), s.length < 2 ? c[0] ? wf(c[0].x) : Cf(t) : (t = c.length, function(e) {
		for (var n = 0, r; n < t; ++n) s[(r = c[n]).i] = r.x(e);
		return s.join("");
	});
}
function Ef(e, t) {
	var n = typeof t, r;
	return t == null || n === "boolean" ? Mf(t) : (n === "number" ? xf : n === "string" ? (r = ed(t)) ? (t = r, Nf) : Tf : t instanceof ed ? Nf : t instanceof Date ? bf : vf(t) ? _f : Array.isArray(t) ? yf : typeof t.valueOf != "function" && typeof t.toString != "function" || isNaN(t) ? Sf : xf)(e, t);
}
function Df(e, t) {
	return e = +e, t = +t, function(n) {
		return Math.round(e * (1 - n) + t * n);
	};
}
function Of(e) {
	return ((e = Math.exp(e)) + 1 / e) / 2;
}
function kf(e) {
	return ((e = Math.exp(e)) - 1 / e) / 2;
}
function Af(e) {
	return ((e = Math.exp(2 * e)) - 1) / (e + 1);
}
function jf(e) {
	return (function t(n) {
		n = +n;
		function r(t, r) {
			var i = e((t = jd(t)).h, (r = jd(r)).h), a = gf(t.s, r.s), o = gf(t.l, r.l), s = gf(t.opacity, r.opacity);
			return function(e) {
				return t.h = i(e), t.s = a(e), t.l = o(e ** +n), t.opacity = s(e), t + "";
			};
		}
		return r.gamma = t, r;
	})(1);
}
var Mf, Nf, Pf, Ff, If, Lf = t((() => {
	df(), Mf = (e) => () => e, Nf = (function e(t) {
		var n = hf(t);
		function r(e, t) {
			var r = n((e = id(e)).r, (t = id(t)).r), i = n(e.g, t.g), a = n(e.b, t.b), o = gf(e.opacity, t.opacity);
			return function(t) {
				return e.r = r(t), e.g = i(t), e.b = a(t), e.opacity = o(t), e + "";
			};
		}
		return r.gamma = e, r;
	})(1), Pf = /[-+]?(?:\d+\.?\d*|\.?\d+)(?:[eE][-+]?\d+)?/g, Ff = new RegExp(Pf.source, "g"), If = 1e-12, (function e(t, n, r) {
		function i(e, i) {
			var a = e[0], o = e[1], s = e[2], c = i[0], l = i[1], u = i[2], d = c - a, f = l - o, p = d * d + f * f, m, h;
			if (p < If) h = Math.log(u / s) / t, m = function(e) {
				return [
					a + e * d,
					o + e * f,
					s * Math.exp(t * e * h)
				];
			};
			else {
				var g = Math.sqrt(p), _ = (u * u - s * s + r * p) / (2 * s * n * g), v = (u * u - s * s - r * p) / (2 * u * n * g), y = Math.log(Math.sqrt(_ * _ + 1) - _);
				h = (Math.log(Math.sqrt(v * v + 1) - v) - y) / t, m = function(e) {
					var r = e * h, i = Of(y), c = s / (n * g) * (i * Af(t * r + y) - kf(y));
					return [
						a + c * d,
						o + c * f,
						s * i / Of(t * r + y)
					];
				};
			}
			return m.duration = Math.abs(h) * 1e3 * t / Math.SQRT2, m;
		}
		return i.rho = function(t) {
			var n = Math.max(.001, +t), r = n * n;
			return e(n, r, r * r);
		}, i;
	})(Math.SQRT2, 2, 4), jf(mf), jf(gf);
}));
// node_modules/d3-format/dist/d3-format.mjs
function Rf(e) {
	return Math.abs(e = Math.round(e)) >= 1e21 ? e.toLocaleString("en").replace(/,/g, "") : e.toString(10);
}
function zf(e, t) {
	if (!isFinite(e) || e === 0) return null;
	var n = (e = t ? e.toExponential(t - 1) : e.toExponential()).indexOf("e"), r = e.slice(0, n);
	return [r.length > 1 ? r[0] + r.slice(2) : r, +e.slice(n + 1)];
}
function Bf(e) {
	return e = zf(Math.abs(e)), e ? e[1] : NaN;
}
function Vf(e, t) {
	return function(n, r) {
		for (var i = n.length, a = [], o = 0, s = e[0], c = 0; i > 0 && s > 0 && (c + s + 1 > r && (s = Math.max(1, r - c)), a.push(n.substring(i -= s, i + s)), !((c += s + 1) > r));) s = e[o = (o + 1) % e.length];
		return a.reverse().join(t);
	};
}
function Hf(e) {
	return function(t) {
		return t.replace(/[0-9]/g, function(t) {
			return e[+t];
		});
	};
}
function Uf(e) {
	if (!(t = ep.exec(e))) throw Error("invalid format: " + e);
	var t;
	return new Wf({
		fill: t[1],
		align: t[2],
		sign: t[3],
		symbol: t[4],
		zero: t[5],
		width: t[6],
		comma: t[7],
		precision: t[8] && t[8].slice(1),
		trim: t[9],
		type: t[10]
	});
}
function Wf(e) {
	this.fill = e.fill === void 0 ? " " : e.fill + "", this.align = e.align === void 0 ? ">" : e.align + "", this.sign = e.sign === void 0 ? "-" : e.sign + "", this.symbol = e.symbol === void 0 ? "" : e.symbol + "", this.zero = !!e.zero, this.width = e.width === void 0 ? void 0 : +e.width, this.comma = !!e.comma, this.precision = e.precision === void 0 ? void 0 : +e.precision, this.trim = !!e.trim, this.type = e.type === void 0 ? "" : e.type + "";
}
function Gf(e) {
	out: for (var t = e.length, n = 1, r = -1, i; n < t; ++n) switch (e[n]) {
		case ".":
			r = i = n;
			break;
		case "0":
			r === 0 && (r = n), i = n;
			break;
		default:
			if (!+e[n]) break out;
			r > 0 && (r = 0);
	}
	return r > 0 ? e.slice(0, r) + e.slice(i + 1) : e;
}
function Kf(e, t) {
	var n = zf(e, t);
	if (!n) return tp = void 0, e.toPrecision(t);
	var r = n[0], i = n[1], a = i - (tp = Math.max(-8, Math.min(8, Math.floor(i / 3))) * 3) + 1, o = r.length;
	return a === o ? r : a > o ? r + Array(a - o + 1).join("0") : a > 0 ? r.slice(0, a) + "." + r.slice(a) : "0." + Array(1 - a).join("0") + zf(e, Math.max(0, t + a - 1))[0];
}
function qf(e, t) {
	var n = zf(e, t);
	if (!n) return e + "";
	var r = n[0], i = n[1];
	return i < 0 ? "0." + Array(-i).join("0") + r : r.length > i + 1 ? r.slice(0, i + 1) + "." + r.slice(i + 1) : r + Array(i - r.length + 2).join("0");
}
function Jf(e) {
	return e;
}
function Yf(e) {
	var t = e.grouping === void 0 || e.thousands === void 0 ? Jf : Vf(rp.call(e.grouping, Number), e.thousands + ""), n = e.currency === void 0 ? "" : e.currency[0] + "", r = e.currency === void 0 ? "" : e.currency[1] + "", i = e.decimal === void 0 ? "." : e.decimal + "", a = e.numerals === void 0 ? Jf : Hf(rp.call(e.numerals, String)), o = e.percent === void 0 ? "%" : e.percent + "", s = e.minus === void 0 ? "−" : e.minus + "", c = e.nan === void 0 ? "NaN" : e.nan + "";
	function l(e, l) {
		e = Uf(e);
		var u = e.fill, d = e.align, f = e.sign, p = e.symbol, m = e.zero, h = e.width, g = e.comma, _ = e.precision, v = e.trim, y = e.type;
		y === "n" ? (g = !0, y = "g") : np[y] || (_ === void 0 && (_ = 12), v = !0, y = "g"), (m || u === "0" && d === "=") && (m = !0, u = "0", d = "=");
		var b = (l && l.prefix !== void 0 ? l.prefix : "") + (p === "$" ? n : p === "#" && /[boxX]/.test(y) ? "0" + y.toLowerCase() : ""), x = (p === "$" ? r : /[%p]/.test(y) ? o : "") + (l && l.suffix !== void 0 ? l.suffix : ""), S = np[y], C = /[defgprs%]/.test(y);
		_ = _ === void 0 ? 6 : /[gprs]/.test(y) ? Math.max(1, Math.min(21, _)) : Math.max(0, Math.min(20, _));
		function w(e) {
			var n = b, r = x, o, l, p;
			if (y === "c") r = S(e) + r, e = "";
			else {
				e = +e;
				var w = e < 0 || 1 / e < 0;
				if (e = isNaN(e) ? c : S(Math.abs(e), _), v && (e = Gf(e)), w && +e == 0 && f !== "+" && (w = !1), n = (w ? f === "(" ? f : s : f === "-" || f === "(" ? "" : f) + n, r = (y === "s" && !isNaN(e) && tp !== void 0 ? ip[8 + tp / 3] : "") + r + (w && f === "(" ? ")" : ""), C) {
					for (o = -1, l = e.length; ++o < l;) if (p = e.charCodeAt(o), 48 > p || p > 57) {
						r = (p === 46 ? i + e.slice(o + 1) : e.slice(o)) + r, e = e.slice(0, o);
						break;
					}
				}
			}
			g && !m && (e = t(e, Infinity));
			var T = n.length + e.length + r.length, ee = T < h ? Array(h - T + 1).join(u) : "";
			switch (g && m && (e = t(ee + e, ee.length ? h - r.length : Infinity), ee = ""), d) {
				case "<":
					e = n + e + r + ee;
					break;
				case "=":
					e = n + ee + e + r;
					break;
				case "^":
					e = ee.slice(0, T = ee.length >> 1) + n + e + r + ee.slice(T);
					break;
				default: e = ee + n + e + r;
			}
			return a(e);
		}
		return w.toString = function() {
			return e + "";
		}, w;
	}
	function u(e, t) {
		var n = Math.max(-8, Math.min(8, Math.floor(Bf(t) / 3))) * 3, r = 10 ** -n, i = l((e = Uf(e), e.type = "f", e), { suffix: ip[8 + n / 3] });
		return function(e) {
			return i(r * e);
		};
	}
	return {
		format: l,
		formatPrefix: u
	};
}
function Xf(e) {
	return ap = Yf(e), op = ap.format, sp = ap.formatPrefix, ap;
}
function Zf(e) {
	return Math.max(0, -Bf(Math.abs(e)));
}
function Qf(e, t) {
	return Math.max(0, Math.max(-8, Math.min(8, Math.floor(Bf(t) / 3))) * 3 - Bf(Math.abs(e)));
}
function $f(e, t) {
	return e = Math.abs(e), t = Math.abs(t) - e, Math.max(0, Bf(t) - Bf(e)) + 1;
}
var ep, tp, np, rp, ip, ap, op, sp, cp = t((() => {
	ep = /^(?:(.)?([<>=^]))?([+\-( ])?([$#])?(0)?(\d+)?(,)?(\.\d+)?(~)?([a-z%])?$/i, Uf.prototype = Wf.prototype, Wf.prototype.toString = function() {
		return this.fill + this.align + this.sign + this.symbol + (this.zero ? "0" : "") + (this.width === void 0 ? "" : Math.max(1, this.width | 0)) + (this.comma ? "," : "") + (this.precision === void 0 ? "" : "." + Math.max(0, this.precision | 0)) + (this.trim ? "~" : "") + this.type;
	}, np = {
		"%": (e, t) => (e * 100).toFixed(t),
		b: (e) => Math.round(e).toString(2),
		c: (e) => e + "",
		d: Rf,
		e: (e, t) => e.toExponential(t),
		f: (e, t) => e.toFixed(t),
		g: (e, t) => e.toPrecision(t),
		o: (e) => Math.round(e).toString(8),
		p: (e, t) => qf(e * 100, t),
		r: qf,
		s: Kf,
		X: (e) => Math.round(e).toString(16).toUpperCase(),
		x: (e) => Math.round(e).toString(16)
	}, rp = Array.prototype.map, ip = [
		"y",
		"z",
		"a",
		"f",
		"p",
		"n",
		"µ",
		"m",
		"",
		"k",
		"M",
		"G",
		"T",
		"P",
		"E",
		"Z",
		"Y"
	], Xf({
		thousands: ",",
		grouping: [3],
		currency: ["$", ""]
	});
}));
// node_modules/d3-scale/dist/d3-scale.mjs
function lp(e, t) {
	switch (arguments.length) {
		case 0: break;
		case 1:
			this.range(e);
			break;
		default: this.range(t).domain(e);
	}
	return this;
}
function up(e) {
	return function() {
		return e;
	};
}
function dp(e) {
	return +e;
}
function fp(e) {
	return e;
}
function pp(e, t) {
	return (t -= e = +e) ? function(n) {
		return (n - e) / t;
	} : up(isNaN(t) ? NaN : .5);
}
function mp(e, t) {
	var n;
	return e > t && (n = e, e = t, t = n), function(n) {
		return Math.max(e, Math.min(t, n));
	};
}
function hp(e, t, n) {
	var r = e[0], i = e[1], a = t[0], o = t[1];
	return i < r ? (r = pp(i, r), a = n(o, a)) : (r = pp(r, i), a = n(a, o)), function(e) {
		return a(r(e));
	};
}
function gp(e, t, n) {
	var r = Math.min(e.length, t.length) - 1, i = Array(r), a = Array(r), o = -1;
	for (e[r] < e[0] && (e = e.slice().reverse(), t = t.slice().reverse()); ++o < r;) i[o] = pp(e[o], e[o + 1]), a[o] = n(t[o], t[o + 1]);
	return function(t) {
		var n = Hu(e, t, 1, r) - 1;
		return a[n](i[n](t));
	};
}
function _p(e, t) {
	return t.domain(e.domain()).range(e.range()).interpolate(e.interpolate()).clamp(e.clamp()).unknown(e.unknown());
}
function vp() {
	var e = Pp, t = Pp, n = Ef, r, i, a, o = fp, s, c, l;
	function u() {
		var n = Math.min(e.length, t.length);
		return o !== fp && (o = mp(e[0], e[n - 1])), s = n > 2 ? gp : hp, c = l = null, d;
	}
	function d(i) {
		return i == null || isNaN(i = +i) ? a : (c ||= s(e.map(r), t, n))(r(o(i)));
	}
	return d.invert = function(n) {
		return o(i((l ||= s(t, e.map(r), xf))(n)));
	}, d.domain = function(t) {
		return arguments.length ? (e = Array.from(t, dp), u()) : e.slice();
	}, d.range = function(e) {
		return arguments.length ? (t = Array.from(e), u()) : t.slice();
	}, d.rangeRound = function(e) {
		return t = Array.from(e), n = Df, u();
	}, d.clamp = function(e) {
		return arguments.length ? (o = e ? !0 : fp, u()) : o !== fp;
	}, d.interpolate = function(e) {
		return arguments.length ? (n = e, u()) : n;
	}, d.unknown = function(e) {
		return arguments.length ? (a = e, d) : a;
	}, function(e, t) {
		return r = e, i = t, u();
	};
}
function yp() {
	return vp()(fp, fp);
}
function bp(e, t, n, r) {
	var i = Bu(e, t, n), a;
	switch (r = Uf(r ?? ",f"), r.type) {
		case "s":
			var o = Math.max(Math.abs(e), Math.abs(t));
			return r.precision == null && !isNaN(a = Qf(i, o)) && (r.precision = a), sp(r, o);
		case "":
		case "e":
		case "g":
		case "p":
		case "r":
			r.precision == null && !isNaN(a = $f(i, Math.max(Math.abs(e), Math.abs(t)))) && (r.precision = a - (r.type === "e"));
			break;
		case "f":
		case "%": r.precision == null && !isNaN(a = Zf(i)) && (r.precision = a - (r.type === "%") * 2);
	}
	return op(r);
}
function xp(e) {
	var t = e.domain;
	return e.ticks = function(e) {
		var n = t();
		return Ru(n[0], n[n.length - 1], e ?? 10);
	}, e.tickFormat = function(e, n) {
		var r = t();
		return bp(r[0], r[r.length - 1], e ?? 10, n);
	}, e.nice = function(n) {
		n ??= 10;
		var r = t(), i = 0, a = r.length - 1, o = r[i], s = r[a], c, l, u = 10;
		for (s < o && (l = o, o = s, s = l, l = i, i = a, a = l); u-- > 0;) {
			if (l = zu(o, s, n), l === c) return r[i] = o, r[a] = s, t(r);
			if (l > 0) o = Math.floor(o / l) * l, s = Math.ceil(s / l) * l;
			else if (l < 0) o = Math.ceil(o * l) / l, s = Math.floor(s * l) / l;
			else break;
			c = l;
		}
		return e;
	}, e;
}
function Sp() {
	var e = yp();
	return e.copy = function() {
		return _p(e, Sp());
	}, lp.apply(e, arguments), xp(e);
}
function Cp(e, t) {
	e = e.slice();
	var n = 0, r = e.length - 1, i = e[n], a = e[r], o;
	return a < i && (o = n, n = r, r = o, o = i, i = a, a = o), e[n] = t.floor(i), e[r] = t.ceil(a), e;
}
function wp(e) {
	return Math.log(e);
}
function Tp(e) {
	return Math.exp(e);
}
function Ep(e) {
	return -Math.log(-e);
}
function Dp(e) {
	return -Math.exp(-e);
}
function Op(e) {
	return isFinite(e) ? +("1e" + e) : e < 0 ? 0 : e;
}
function kp(e) {
	return e === 10 ? Op : e === Math.E ? Math.exp : (t) => e ** +t;
}
function Ap(e) {
	return e === Math.E ? Math.log : e === 10 && Math.log10 || e === 2 && Math.log2 || (e = Math.log(e), (t) => Math.log(t) / e);
}
function jp(e) {
	return (t, n) => -e(-t, n);
}
function Mp(e) {
	let t = e(wp, Tp), n = t.domain, r = 10, i, a;
	function o() {
		return i = Ap(r), a = kp(r), n()[0] < 0 ? (i = jp(i), a = jp(a), e(Ep, Dp)) : e(wp, Tp), t;
	}
	return t.base = function(e) {
		return arguments.length ? (r = +e, o()) : r;
	}, t.domain = function(e) {
		return arguments.length ? (n(e), o()) : n();
	}, t.ticks = (e) => {
		let t = n(), o = t[0], s = t[t.length - 1], c = s < o;
		c && ([o, s] = [s, o]);
		let l = i(o), u = i(s), d, f, p = e == null ? 10 : +e, m = [];
		if (!(r % 1) && u - l < p) {
			if (l = Math.floor(l), u = Math.ceil(u), o > 0) {
				for (; l <= u; ++l) for (d = 1; d < r; ++d) if (f = l < 0 ? d / a(-l) : d * a(l), !(f < o)) {
					if (f > s) break;
					m.push(f);
				}
			} else for (; l <= u; ++l) for (d = r - 1; d >= 1; --d) if (f = l > 0 ? d / a(-l) : d * a(l), !(f < o)) {
				if (f > s) break;
				m.push(f);
			}
			m.length * 2 < p && (m = Ru(o, s, p));
		} else m = Ru(l, u, Math.min(u - l, p)).map(a);
		return c ? m.reverse() : m;
	}, t.tickFormat = (e, n) => {
		if (e ??= 10, n ??= r === 10 ? "s" : ",", typeof n != "function" && (!(r % 1) && (n = Uf(n)).precision == null && (n.trim = !0), n = op(n)), e === Infinity) return n;
		let o = Math.max(1, r * e / t.ticks().length);
		return (e) => {
			let t = e / a(Math.round(i(e)));
			return t * r < r - .5 && (t *= r), t <= o ? n(e) : "";
		};
	}, t.nice = () => n(Cp(n(), {
		floor: (e) => a(Math.floor(i(e))),
		ceil: (e) => a(Math.ceil(i(e)))
	})), t;
}
function Np() {
	let e = Mp(vp()).domain([1, 10]);
	return e.copy = () => _p(e, Np()).base(e.base()), lp.apply(e, arguments), e;
}
var Pp, Fp = t((() => {
	Ku(), Lf(), cp(), Pp = [0, 1];
}));
// src/charts/scales.ts
function Ip(e, t) {
	let n = e.count ?? 5, r = e.log ? Np(e.domain, t) : Sp(e.domain, t), i = (n) => {
		let i = e.log && n <= 0 ? t[0] : r(n);
		return i === void 0 || Number.isNaN(i) ? t[1] < t[0] ? -2e4 : Hp : Math.min(Math.max(i, -2e4), Hp);
	}, a = e.log ? Rp(e.domain, n) : r.ticks(n), o = e.most === void 0 ? a : a.filter((t) => t <= e.most), s = Math.log10(e.domain[1] / e.domain[0]), c = (t) => e.log ? s > 6 || e.domain[1] > 1e6 || e.domain[0] < 1e-6 ? nu(Math.round(Math.log10(t))) : t >= 1e4 ? Ql(t) : Zl(t, 3) : Lp(t, r.ticks(n)), l = o.map((e) => ({
		value: e,
		at: i(e),
		text: c(e)
	}));
	return Object.assign(i, {
		invert: (e) => r.invert(e),
		ticks: l,
		range: t,
		domain: e.domain
	});
}
function Lp(e, t) {
	let n = Math.max(...t.map(Math.abs));
	return n >= 1e5 || n < .001 ? $(e, 2) : Zl(e, 6);
}
function Rp([e, t], n) {
	let r = Math.ceil(Math.log10(e) - 1e-9), i = Math.floor(Math.log10(t) + 1e-9);
	if (i - r >= 2) {
		let e = Math.ceil((i - r + 1) / n);
		return Array.from({ length: i - r + 1 }, (e, t) => r + t).filter((t) => t % e === 0).map((e) => Number(`1e${e}`));
	}
	let a = [];
	for (let n = r - 1; n <= i; n++) for (let r of [
		1,
		2,
		5
	]) {
		let i = Number(`${r}e${n}`);
		i >= e * .999 && i <= t * 1.001 && a.push(i);
	}
	let o = a.length <= n + 1 ? a : a.filter((e, t) => t % 2 == 0);
	return a.length > 2 ? o : Sp().domain([e, t]).ticks(Math.min(4, n));
}
function zp(e, t, n = .06) {
	let r = (t - e || Math.abs(t) || 1) * n;
	return [e - r, t + r];
}
function Bp(e) {
	let t = Infinity, n = -Infinity;
	for (let r = 0; r < e.length; r++) {
		let i = e[r];
		Number.isFinite(i) && (i < t && (t = i), i > n && (n = i));
	}
	return t <= n ? [t, n] : [0, 1];
}
function Vp(e, t, n) {
	let r = "", i = NaN, a = NaN;
	for (let o = 0; o < e; o++) {
		let s = t(o), c = n(o);
		if (!(Math.abs(s - i) < .5 && Math.abs(c - a) < .5 && o < e - 1)) {
			if (r += `${r ? "L" : "M"}${s.toFixed(1)},${c.toFixed(1)}`, Math.abs(s) >= Hp || Math.abs(c) >= Hp) break;
			i = s, a = c;
		}
	}
	return r;
}
var Hp, Up = t((() => {
	Fp(), lu(), Hp = 2e4;
})), Wp = t((() => {}));
// src/charts/Plot.svelte
function Gp(e, t) {
	let n = zi();
	k(t, !0);
	let r = ms(t, "height", 3, 300), i = ms(t, "right", 3, 14), a = ms(t, "widthAtFirst", 3, 0), o = /* @__PURE__ */ N(Pn(qr(() => typeof window > "u" ? a() : 0))), s = /* @__PURE__ */ N(void 0), c = /* @__PURE__ */ j(() => Ip(t.y, [r() - 44, 26])), l = /* @__PURE__ */ j(() => 14 + 6.9 * Math.max(2, ...V(c).ticks.map((e) => e.text.length))), u = /* @__PURE__ */ j(() => Math.max(2, Math.min(t.x.count ?? 6, Math.floor(V(o) / 70)))), d = /* @__PURE__ */ j(() => Ip({
		...t.x,
		count: V(u)
	}, [V(l), Math.max(V(o) - i(), V(l) + 40)])), f = /* @__PURE__ */ j(() => ({
		x: V(d),
		y: V(c),
		width: V(o),
		height: r()
	}));
	sr(() => {
		if (!V(s) || !t.paint || V(o) === 0) return;
		let e = window.devicePixelRatio || 1;
		V(s).width = Math.round(V(o) * e), V(s).height = Math.round(r() * e);
		let n = V(s).getContext("2d");
		n && (n.setTransform(e, 0, 0, e, 0, 0), n.beginPath(), n.rect(V(d).range[0] - 4, 22, V(d).range[1] - V(d).range[0] + 8, r() - 44 - 26 + 8), n.clip(), t.paint(n, V(f)));
	});
	function p(e) {
		let t = e.currentTarget.getBoundingClientRect();
		return [V(d).invert(e.clientX - t.left), V(c).invert(e.clientY - t.top)];
	}
	var m = Zp();
	let h;
	var g = F(m), _ = (e) => {
		var i = Xp(), a = I(i), u = (e) => {
			var t = Kp();
			ns(t, (e) => P(s, e), () => V(s)), K(e, t);
		};
		J(a, (e) => {
			t.paint && e(u);
		});
		var m = R(a);
		let h;
		var g = F(m), _ = F(g), v = F(_);
		X(v, "y", 20), E(_), E(g);
		var y = R(g), b = F(y);
		Y(b, 17, () => V(c).ticks, (e) => e.value, (e, t) => {
			var n = qp(), r = I(n), i = R(r), a = L(i, !0);
			z(() => {
				X(r, "x1", V(l)), X(r, "x2", V(d).range[1]), X(r, "y1", V(t).at), X(r, "y2", V(t).at), X(i, "x", V(l) - 8), X(i, "y", V(t).at), q(a, V(t).text);
			}), K(e, n);
		});
		var x = R(b), S = R(x);
		Y(S, 17, () => V(d).ticks, (e) => e.value, (e, t) => {
			var n = Jp(), i = I(n), a = R(i), o = L(a, !0);
			z(() => {
				X(i, "x1", V(t).at), X(i, "x2", V(t).at), X(i, "y1", r() - 44), X(i, "y2", r() - 44 + 5), X(a, "x", V(t).at), X(a, "y", r() - 44 + 19), q(o, V(t).text);
			}), K(e, n);
		});
		var C = R(S);
		X(C, "y", 11);
		var w = L(C, !0), T = R(C), ee = L(T, !0);
		E(y);
		var te = R(y);
		Na(F(te), () => t.children, () => V(f)), E(te);
		var ne = R(te), re = (e) => {
			var n = Yp();
			Na(F(n), () => t.over, () => V(f)), E(n), K(e, n);
		};
		J(ne, (e) => {
			t.over && e(re);
		}), E(m), z(() => {
			X(m, "width", V(o)), X(m, "height", r()), X(m, "viewBox", `0 0 ${V(o) ?? ""} ${r() ?? ""}`), X(m, "aria-label", t.label), h = ao(m, 0, "svelte-1m2bwes", null, h, { pickable: t.onpick }), X(_, "id", `${n}-clip`), X(v, "x", V(l) - 1), X(v, "width", V(d).range[1] - V(l) + 2), X(v, "height", r() - 44 - 26 + 7), X(x, "x1", V(l)), X(x, "x2", V(d).range[1]), X(x, "y1", r() - 44), X(x, "y2", r() - 44), X(C, "x", V(l) - 8), q(w, t.y.title), X(T, "x", V(d).range[1]), X(T, "y", r() - 5), q(ee, t.x.title), X(te, "clip-path", `url(#${n}-clip)`);
		}), U("click", m, function(...e) {
			(t.onpick && ((e) => t.onpick(...p(e), V(f))))?.apply(this, e);
		}), U("pointermove", m, function(...e) {
			(t.onhover && ((e) => t.onhover(p(e)[0])))?.apply(this, e);
		}), Si("pointerleave", m, function(...e) {
			(t.onhover && (() => t.onhover(null)))?.apply(this, e);
		}), K(e, i);
	};
	J(g, (e) => {
		V(o) > 0 && e(_);
	}), E(m), z(() => h = co(m, "", h, { height: `${r() ?? ""}px` })), Zo(m, "clientWidth", (e) => P(o, e)), K(e, m), A();
}
var Kp, qp, Jp, Yp, Xp, Zp, Qp = t((() => {
	Q(), Z(), Cs(), Up(), Wp(), Kp = /* @__PURE__ */ W("<canvas aria-hidden=\"true\" class=\"svelte-1m2bwes\"></canvas>"), qp = /* @__PURE__ */ Li("<line class=\"grid svelte-1m2bwes\"></line><text dy=\"0.34em\" text-anchor=\"end\" class=\"svelte-1m2bwes\"> </text>", 1), Jp = /* @__PURE__ */ Li("<line class=\"tick svelte-1m2bwes\"></line><text text-anchor=\"middle\" class=\"svelte-1m2bwes\"> </text>", 1), Yp = /* @__PURE__ */ Li("<g class=\"inside svelte-1m2bwes\"><!></g>"), Xp = /* @__PURE__ */ Li("<!><svg role=\"group\"><defs><clipPath><rect></rect></clipPath></defs><g class=\"axes\" aria-hidden=\"true\"><!><line class=\"base svelte-1m2bwes\"></line><!><text class=\"title svelte-1m2bwes\"> </text><text class=\"title svelte-1m2bwes\" text-anchor=\"end\"> </text></g><g class=\"inside svelte-1m2bwes\"><!></g><!></svg>", 1), Zp = /* @__PURE__ */ W("<div class=\"plot svelte-1m2bwes\"><!></div>"), Ci(["click", "pointermove"]);
}));
// src/charts/start.ts
function $p(e, [t, n], [r, i], a) {
	let o = [...e.startWeights];
	o[t] = em(r, (a.x.domain[1] - a.x.domain[0]) / 400), o[n] = em(i, (a.y.domain[1] - a.y.domain[0]) / 400), e.setStart(o);
}
function em(e, t) {
	let n = 10 ** Math.floor(Math.log10(t));
	return Number((Math.round(e / n) * n).toPrecision(12));
}
var tm = t((() => {})), nm = t((() => {}));
// src/charts/StartHandle.svelte
function rm(e, t) {
	k(t, !0);
	let n = /* @__PURE__ */ j(() => c(t.axes, 2)), r = /* @__PURE__ */ j(() => V(n)[0]), i = /* @__PURE__ */ j(() => V(n)[1]), a = /* @__PURE__ */ j(() => t.lab.shows("start")), o = !1, s = /* @__PURE__ */ j(() => `${t.lab.weightNames[V(r)]} ${$(t.lab.startWeights[V(r)] ?? 0)}, ${t.lab.weightNames[V(i)]} ${$(t.lab.startWeights[V(i)] ?? 0)}`);
	function l(e) {
		o = e, t.ongrab(e);
	}
	function u(e) {
		e.currentTarget.setPointerCapture(e.pointerId), l(!0);
	}
	function d(e) {
		if (!o) return;
		let n = e.currentTarget.closest("svg").getBoundingClientRect(), r = [t.scales.x.invert(e.clientX - n.left), t.scales.y.invert(e.clientY - n.top)];
		$p(t.lab, t.axes, r, t.scales);
	}
	let f = {
		ArrowLeft: [-1, 0],
		ArrowRight: [1, 0],
		ArrowUp: [0, 1],
		ArrowDown: [0, -1]
	};
	function p(e) {
		let n = f[e.key];
		if (!n) return;
		e.preventDefault(), e.stopPropagation();
		let a = e.shiftKey ? 10 : 1, [o, s] = [t.scales.x, t.scales.y].map(({ domain: e }) => a * (e[1] - e[0]) / 50), c = [t.lab.startWeights[V(r)] + n[0] * o, t.lab.startWeights[V(i)] + n[1] * s];
		$p(t.lab, t.axes, c, t.scales);
	}
	var m = im();
	let h;
	z((e, n) => {
		h = ao(m, 0, "start svelte-1hhfv3", null, h, { fixed: !V(a) }), X(m, "transform", `translate(${e ?? ""} ${n ?? ""})`), X(m, "tabindex", V(a) ? 0 : -1), X(m, "aria-valuenow", t.lab.startWeights[V(r)]), X(m, "aria-valuetext", V(s)), X(m, "aria-disabled", !V(a));
	}, [() => t.scales.x(t.lab.startWeights[V(r)]), () => t.scales.y(t.lab.startWeights[V(i)])]), U("keydown", m, function(...e) {
		(V(a) ? p : void 0)?.apply(this, e);
	}), U("pointerdown", m, function(...e) {
		(V(a) ? u : void 0)?.apply(this, e);
	}), U("pointermove", m, d), U("pointerup", m, () => setTimeout(() => l(!1))), Si("pointercancel", m, () => l(!1)), K(e, m), A();
}
var im, am = t((() => {
	Q(), Z(), lu(), tm(), nm(), im = /* @__PURE__ */ Li("<g role=\"slider\" aria-label=\"Start: drag, or use the arrow keys\"><circle class=\"touch svelte-1hhfv3\" r=\"22\"></circle><circle class=\"ring svelte-1hhfv3\" r=\"8\"></circle><text x=\"0\" y=\"-14\" text-anchor=\"middle\" class=\"svelte-1hhfv3\">start</text></g>"), Ci([
		"keydown",
		"pointerdown",
		"pointermove",
		"pointerup"
	]);
})), om = t((() => {})), sm = t((() => {}));
// src/charts/ContourChart.svelte
function cm(e, t) {
	k(t, !0);
	let n = ms(t, "height", 3, 340), r = /* @__PURE__ */ j(() => t.lab.axes[0]), i = /* @__PURE__ */ j(() => t.lab.axes[1]), a = /* @__PURE__ */ j(() => t.lab.weightNames), o = /* @__PURE__ */ j(() => t.lab.best), s = /* @__PURE__ */ j(() => t.lab.weights), c = /* @__PURE__ */ N(null), l = /* @__PURE__ */ j(() => {
		let e = (e) => {
			let n = V(o)?.[e] ?? 0, r = Math.abs((t.lab.startWeights[e] ?? 0) - n), i = 1.22 * Math.max(r, .35 * Math.abs(n), V(u)[e] ?? 0, V(d)[e] ?? 0, 1e-6);
			return {
				domain: [n - i, n + i],
				title: V(a)[e] === "intercept" ? "intercept" : `weight of ${V(a)[e]}`,
				count: 5
			};
		};
		return [e(V(r)), e(V(i))];
	}), u = /* @__PURE__ */ j(() => {
		let e = t.lab.ownSpectrum;
		if (!e) return [];
		let n = Math.sqrt(e.minLoss / e.problem.factor / e.problem.n);
		return V(a).map((t, r) => {
			let i = 0;
			for (let t = 0; t < e.rank; t++) i += (e.axes[t][r] / e.sigma[t]) ** 2;
			return 4 * n * Math.sqrt(i);
		});
	}), d = /* @__PURE__ */ j(() => {
		let e = t.lab.ownSpectrum;
		if (!e || e.rank < V(a).length) return [];
		let n = (lc(e.problem, t.lab.startWeights) - e.minLoss) / 250;
		return V(a).map((r, i) => {
			let a = 0;
			for (let t = 0; t < e.rank; t++) a += e.axes[t][i] ** 2 / e.eigenvalues[t];
			let o = 4 * Math.max(Math.abs(t.lab.startWeights[i] - e.optimum[i]), Math.abs(e.optimum[i]));
			return Math.min(Math.sqrt(2 * n * a), o);
		});
	}), f = /* @__PURE__ */ j(() => V(c) ?? V(l)), p = /* @__PURE__ */ j(() => V(a).length === 2), m = /* @__PURE__ */ j(() => {
		let e = V(p) ? V(o) : V(s);
		return t.lab.own && e ? uu(t.lab.own, V(r), V(i), e) : null;
	}), h = /* @__PURE__ */ j(() => {
		if (!V(m)) return [];
		let [e, t] = V(f).map((e) => e.domain), n = Math.max(...e.flatMap((e) => t.map((t) => fu(V(m), e, t))));
		return Array.from({ length: 9 }, (e, t) => n / 3.2 ** t);
	}), g = 1e6;
	function _(e, { x: t, y: n }) {
		let [r, i] = V(m).center, [a, o] = du(V(m), e), s = (t.range[1] - t.range[0]) / (t.domain[1] - t.domain[0]), c = (n.range[1] - n.range[0]) / (n.domain[1] - n.domain[0]), l = [t.range[0] + s * (r - t.domain[0]), n.range[0] + c * (i - n.domain[0])], u = [...[a, o].map(([e, t]) => v(s * e, c * t)).flat(), ...l];
		return u.every((e) => Math.abs(e) < 1e9) ? `matrix(${u.map((e) => e.toFixed(3)).join(" ")})` : "scale(0)";
	}
	function v(e, t) {
		let n = Math.hypot(e, t), r = n > g ? g / n : 1;
		return [e * r, t * r];
	}
	function y(e, { x: t, y: n }) {
		let [, r] = du(V(m), e), [i, a] = [t(V(m).center[0]), n(V(m).center[1])];
		for (let e of r[1] > 0 ? [1, -1] : [-1, 1]) {
			let o = t(V(m).center[0] + e * r[0]), s = n(V(m).center[1] + e * r[1]);
			if (Math.hypot(o - i, s - a) < 44) return null;
			if (o > t.range[0] + 24 && o < t.range[1] - 24 && s > n.range[1] + 10 && s < n.range[0] - 12) return [o, s];
		}
		return null;
	}
	let x = /* @__PURE__ */ j(() => t.lab.drawnTo), S = /* @__PURE__ */ j(() => Math.min(t.lab.epoch, V(x)));
	function C(e, n, { x: a, y: o }) {
		let s = t.lab.run;
		return Vp(n - e + 1, (t) => a(s.weights[(e + t) * s.p + V(r)]), (t) => o(s.weights[(e + t) * s.p + V(i)]));
	}
	let w = /* @__PURE__ */ j(() => `${V(a)[V(r)]} ${$(t.lab.startWeights[V(r)] ?? 0)}, ${V(a)[V(i)]} ${$(t.lab.startWeights[V(i)] ?? 0)}`), T = /* @__PURE__ */ j(() => V(s) && V(o) ? `The path started at ${V(w)} and has reached ${V(a)[V(r)]} ${$(V(s)[V(r)])}, ${V(a)[V(i)]} ${$(V(s)[V(i)])} at epoch ${t.lab.epoch}${t.lab.revealed ? `; the closed form is at ${$(V(o)[V(r)])}, ${$(V(o)[V(i)])}` : ""}.` : "");
	{
		let u = (e) => {
			var n = G(), r = I(n), i = (e) => {
				var n = lm();
				U("click", n, () => t.lab.setStart(null)), K(e, n);
			}, a = /* @__PURE__ */ j(() => t.lab.shows("start") && t.lab.start);
			J(r, (e) => {
				V(a) && e(i);
			}), K(e, n);
		}, d = /* @__PURE__ */ j(() => V(p) ? "" : "A slice through the loss: all other weights have their values at this epoch.");
		Du(e, {
			title: "Loss over two weights",
			get lab() {
				return t.lab;
			},
			word: "weights",
			get text() {
				return V(T);
			},
			get note() {
				return V(d);
			},
			controls: u,
			children: (e, u) => {
				var d = G(), g = I(d), v = (e) => {
					var u = hm(), d = I(u);
					{
						let e = (e, n = b) => {
							let u = /* @__PURE__ */ j(() => n());
							var d = mm(), f = F(d);
							Y(f, 17, () => V(h), ya, (e, t) => {
								var r = um();
								z((e) => X(r, "transform", e), [() => _(V(t), n())]), K(e, r);
							});
							var p = R(f);
							Y(p, 17, () => V(h), ya, (e, t, r) => {
								let i = /* @__PURE__ */ j(() => r % 2 == 1 ? y(V(t), n()) : null);
								var a = G(), o = I(a), s = (e) => {
									var n = dm(), r = L(n, !0);
									z((e) => {
										X(n, "x", V(i)[0]), X(n, "y", V(i)[1]), q(r, e);
									}, [() => $(V(m).floor + V(t), 2)]), K(e, n);
								};
								J(o, (e) => {
									V(i) && e(s);
								}), K(e, a);
							});
							var g = R(p);
							Y(g, 17, () => t.lab.drawnPins.filter((e) => !e.onOtherData && e.run.p === V(a).length), (e) => e.id, (e, t) => {
								var n = fm();
								let a;
								z((e) => {
									X(n, "d", e), a = co(n, "", a, { stroke: `var(--pin-${V(t).color ?? ""})` });
								}, [() => Vp(V(t).epochs + 1, (e) => V(u).x(V(t).run.weights[e * V(t).run.p + V(r)]), (e) => V(u).y(V(t).run.weights[e * V(t).run.p + V(i)]))]), K(e, n);
							});
							var v = R(g), w = R(v), T = R(w), ee = (e) => {
								var t = pm(), n = I(t), a = R(n);
								z((e, t, r, i) => {
									X(n, "transform", `translate(${e ?? ""} ${t ?? ""})`), X(a, "x", r), X(a, "y", i);
								}, [
									() => V(u).x(V(o)[V(r)]),
									() => V(u).y(V(o)[V(i)]),
									() => V(u).x(V(o)[V(r)]) + 13,
									() => V(u).y(V(o)[V(i)]) - 9
								]), K(e, t);
							};
							J(T, (e) => {
								t.lab.bestShown && e(ee);
							});
							var te = R(T), ne = R(te);
							{
								let e = /* @__PURE__ */ j(() => [V(r), V(i)]);
								rm(ne, {
									get lab() {
										return t.lab;
									},
									get axes() {
										return V(e);
									},
									get scales() {
										return n();
									},
									ongrab: (e) => P(c, e ? V(l) : null, !0)
								});
							}
							E(d), z((e, t, n, r) => {
								X(v, "d", e), X(w, "d", t), X(te, "cx", n), X(te, "cy", r);
							}, [
								() => C(V(S), V(x), n()),
								() => C(0, V(S), n()),
								() => V(u).x(V(s)[V(r)]),
								() => V(u).y(V(s)[V(i)])
							]), K(e, d);
						}, u = /* @__PURE__ */ j(() => t.lab.shows("start") ? (e, n, a) => !V(c) && $p(t.lab, [V(r), V(i)], [e, n], a) : void 0);
						Gp(d, {
							get x() {
								return V(f)[0];
							},
							get y() {
								return V(f)[1];
							},
							get height() {
								return n();
							},
							widthAtFirst: 470,
							label: "Loss contours with the path of the run",
							get onpick() {
								return V(u);
							},
							children: e,
							$$slots: { default: !0 }
						});
					}
					var g = R(d, 2), v = F(g), w = L(v), T = R(v, 2), ee = (e) => {
						hu(e, { get lab() {
							return t.lab;
						} });
					};
					J(T, (e) => {
						V(p) || e(ee);
					}), E(g), z((e, n) => q(w, `epoch ${t.lab.epoch ?? ""}: ${V(a)[V(r)] ?? ""}
        ${e ?? ""}, ${V(a)[V(i)] ?? ""}
        ${n ?? ""}`), [() => $(V(s)[V(r)]), () => $(V(s)[V(i)])]), K(e, u);
				};
				J(g, (e) => {
					V(m) && t.lab.run && V(s) && V(o) && e(v);
				}), K(e, d);
			},
			$$slots: {
				controls: !0,
				default: !0
			}
		});
	}
	A();
}
var lm, um, dm, fm, pm, mm, hm, gm = t((() => {
	Q(), Z(), lu(), mc(), pu(), vu(), ju(), Qp(), am(), tm(), Up(), om(), sm(), lm = /* @__PURE__ */ W("<button class=\"button quiet\">Reset the start</button>"), um = /* @__PURE__ */ Li("<circle class=\"level svelte-tpu2mr\" r=\"1\" vector-effect=\"non-scaling-stroke\"></circle>"), dm = /* @__PURE__ */ Li("<text class=\"height\" dy=\"0.34em\" text-anchor=\"middle\"> </text>"), fm = /* @__PURE__ */ Li("<path class=\"pinned\"></path>"), pm = /* @__PURE__ */ Li("<path class=\"best\" d=\"M0,-8L8,0L0,8L-8,0Z\"></path><text class=\"best-text\">closed form</text>", 1), mm = /* @__PURE__ */ Li("<g class=\"contour\"><!><!><!><path class=\"ahead\"></path><path class=\"path\"></path><!><circle class=\"now\" r=\"5.5\"></circle><!></g>"), hm = /* @__PURE__ */ W("<!> <div class=\"key contour-key\"><span> </span> <!></div>", 1), Ci(["click"]);
})), _m = t((() => {}));
// src/controls/Segmented.svelte
function vm(e, t) {
	let n = zi();
	k(t, !0);
	let r = [], i = ms(t, "value", 15), a = ms(t, "showLabel", 3, !0);
	var o = bm(), s = F(o);
	let c;
	var l = L(s, !0), u = R(s, 2);
	Y(u, 21, () => t.choices, (e) => e.value, (e, t) => {
		var a = ym();
		let o;
		var s = F(a);
		bo(s);
		var c, l = L(R(s, 2), !0);
		E(a), z(() => {
			o = ao(a, 1, "svelte-1du94pa", null, o, { chosen: i() === V(t).value }), X(s, "name", n), c !== (c = V(t).value) && (s.value = (s.__value = c) ?? ""), q(l, V(t).text);
		}), Vo(r, [], s, () => (V(t).value, i()), i), K(e, a);
	}), E(u), E(o), z(() => {
		c = ao(s, 1, "svelte-1du94pa", null, c, { "hidden-visually": !a() }), q(l, t.label);
	}), K(e, o), A();
}
var ym, bm, xm = t((() => {
	Q(), Z(), _m(), ym = /* @__PURE__ */ W("<label><input type=\"radio\" class=\"svelte-1du94pa\"/> <span class=\"svelte-1du94pa\"> </span></label>"), bm = /* @__PURE__ */ W("<fieldset class=\"svelte-1du94pa\"><legend> </legend> <div class=\"strip svelte-1du94pa\"></div></fieldset>");
})), Sm, Cm, wm, Tm = t((() => {
	Sm = [
		"well-posed",
		"collinear",
		"ill-conditioned",
		"badly-scaled",
		"large-n",
		"large-d"
	], Cm = {
		kind: "lesson",
		n: 100,
		noise: 1,
		seed: 0,
		low: 0,
		high: 10
	}, wm = {
		"lesson-line": {
			text: "a line",
			target: "number"
		},
		"lesson-outliers": {
			text: "outliers",
			target: "number"
		},
		"lesson-useless-columns": {
			text: "useless columns",
			target: "number"
		},
		"lesson-bend": {
			text: "a bend",
			target: "number"
		},
		"lesson-yes-no": {
			text: "two classes",
			target: "two classes"
		},
		"lesson-separated": {
			text: "separable classes",
			target: "two classes"
		},
		"lesson-three-classes": {
			text: "three classes",
			target: "classes"
		},
		"lesson-counts": {
			text: "counts",
			target: "count"
		}
	};
})), Em, Dm, Om, km = t((() => {
	Tm(), kl(), Em = {
		lr: [1e-300, 1e300],
		epochs: [1, 1e4],
		n: [2, 1e5],
		example: [12, 2e3],
		noise: [0, 1e3],
		seed: [0, 4294967295],
		range: [-1e6, 1e6],
		alpha: [0, 1e6],
		l1_ratio: [0, 1],
		delta: [1e-6, 1e6],
		hidden: [1, 20],
		pins: 6,
		points: 5e3
	}, Dm = {
		data: Cm,
		model: "least-squares",
		...Tl("least-squares"),
		lr: .01,
		epochs: 200,
		epoch: 200,
		rule: "gd",
		loss: "mse",
		standardize: !1,
		start: null,
		axes: null,
		residuals: "lines",
		closedForm: !0,
		pins: []
	}, Om = (e, [t, n]) => Math.min(Math.max(e, t), n);
}));
// src/points.ts
function Am(e) {
	return !(e.y.length === e.n && !e.sampled && e.n <= Em.points && e.n >= 2) || ![...e.columns, e.y].every((e) => e.every(Bm)) ? null : {
		kind: "points",
		names: [...e.names],
		target: e.target,
		columns: e.columns.map((e) => [...e]),
		y: [...e.y]
	};
}
function jm(e, t) {
	return e.y.length >= Em.points || !t.every(Bm) ? e : {
		...e,
		columns: e.columns.map((e, n) => [...e, t[n]]),
		y: [...e.y, t[e.columns.length]]
	};
}
function Mm(e, t, n) {
	return n.reduce((e, n, r) => Nm(e, t, r, n), e);
}
function Nm(e, t, n, r) {
	if (!Bm(r) || t < 0 || t >= e.y.length) return e;
	let i = (e) => e.map((e, n) => n === t ? r : e);
	return n >= e.columns.length ? {
		...e,
		y: i(e.y)
	} : {
		...e,
		columns: e.columns.map((e, t) => t === n ? i(e) : e)
	};
}
function Pm(e, t) {
	if (e.y.length <= 2 || t < 0 || t >= e.y.length) return e;
	let n = (e) => e.filter((e, n) => n !== t);
	return {
		...e,
		columns: e.columns.map(n),
		y: n(e.y)
	};
}
function Fm(e) {
	let { names: t, target: n, columns: r, y: i } = e, a = Im(r, i), o = r.length + 1, s = a[o]?.[o] ?? 0;
	return {
		names: t,
		target: n,
		weight_names: [...t, "intercept"],
		n: i.length,
		columns: r,
		y: i,
		sampled: !1,
		sample_size: i.length,
		equivalent: a,
		loss_floor: s * s / i.length,
		lr_start: Array(o).fill(0),
		truth: null,
		source: `${Ql(i.length)} points edited on the page`,
		left_out: "",
		remains: ""
	};
}
function Im(e, t) {
	return Lm([
		...e,
		Array(t.length).fill(1),
		t
	]);
}
function Lm(e) {
	let t = e.map((e) => Float64Array.from(e)), n = e[0].length, r = Math.min(n, t.length);
	for (let e = 0; e < r; e++) Rm(t, e, n);
	return Array.from({ length: r }, (e, n) => t.map((e, t) => t < n ? 0 : e[n]));
}
function Rm(e, t, n) {
	let r = e[t].slice(t), i = Math.sqrt(r.reduce((e, t) => e + t * t, 0));
	if (i === 0) return;
	r[0] += r[0] < 0 ? -i : i;
	let a = r.reduce((e, t) => e + t * t, 0);
	for (let i = t; i < e.length; i++) {
		let o = e[i], s = 0;
		for (let e = t; e < n; e++) s += r[e - t] * o[e];
		let c = 2 * s / a;
		for (let e = t; e < n; e++) o[e] -= c * r[e - t];
	}
}
var zm, Bm, Vm = t((() => {
	lu(), km(), zm = 1e9, Bm = (e) => Number.isFinite(e) && Math.abs(e) <= 1e9;
})), Hm = t((() => {}));
// src/panels/data/EditBar.svelte
function Um(e, t) {
	k(t, !0);
	let n = ms(t, "classes", 3, !1), r = /* @__PURE__ */ j(() => t.editor.points), i = /* @__PURE__ */ j(() => t.editor.chosen), a = /* @__PURE__ */ j(() => V(r) && V(i) >= 0 && V(i) < V(r).y.length ? [V(r).columns[0][V(i)], V(r).y[V(i)]] : null);
	var o = G(), s = I(o), c = (e) => {
		var o = Wm(), s = F(o), c = F(s), l = (e) => {
			var t = Ri();
			z((e, n) => q(t, `Point ${V(i) + 1}: ${V(r).names[0] ?? ""} ${e ?? ""}, ${V(r).target ?? ""} ${n ?? ""}`), [() => Zl(V(a)[0], 4), () => Zl(V(a)[1], 4)]), K(e, t);
		}, u = (e) => {
			var t = Ri();
			z(() => q(t, `Click to add a point, drag to move one${n() ? ", click one to change its class" : ""}.`)), K(e, t);
		};
		J(c, (e) => {
			V(a) ? e(l) : e(u, -1);
		}), E(s);
		var d = R(s, 2), f = R(d, 2), p = R(f, 2);
		E(o), z(() => {
			d.disabled = !V(a) || V(r).y.length <= 2, f.disabled = !t.editor.canUndo;
		}), U("click", d, () => t.editor.remove(V(i))), U("click", f, () => t.editor.undo()), U("click", p, () => t.editor.stop()), K(e, o);
	};
	J(s, (e) => {
		V(r) && e(c);
	}), K(e, o), A();
}
var Wm, Gm = t((() => {
	Q(), Z(), lu(), Vm(), Hm(), Wm = /* @__PURE__ */ W("<div class=\"bar svelte-1s0b869\" role=\"group\" aria-label=\"Edit points\"><p role=\"status\" class=\"svelte-1s0b869\"><!></p> <button class=\"button\">Delete point</button> <button class=\"button\">Undo</button> <button class=\"button main\">Done</button></div>"), Ci(["click"]);
})), Km = t((() => {}));
// src/panels/data/PointHandles.svelte
function qm(e, t) {
	k(t, !0);
	let n = ms(t, "editor", 7), r = ms(t, "classes", 19, () => []), i = ms(t, "counts", 3, !1), a = /* @__PURE__ */ j(() => n().points), o = /* @__PURE__ */ j(() => ({
		x: t.scales.x.range[0],
		y: Math.min(...t.scales.y.range),
		width: t.scales.x.range[1] - t.scales.x.range[0],
		height: Math.abs(t.scales.y.range[0] - t.scales.y.range[1])
	})), s = -1, c = !1, l = (e) => [t.scales.x(V(a).columns[0][e]), t.scales.y(t.heights[e])];
	function u(e, n, o = -1) {
		let s = p(t.scales.x.invert(e), t.scales.x.domain);
		if (r().length) return [s, o >= 0 ? V(a).y[o] : d(n)];
		let c = t.scales.y.invert(n);
		return [s, i() ? Math.max(Math.round(c), 0) : p(c, t.scales.y.domain)];
	}
	function d(e) {
		let [n, i] = [r()[0], Infinity];
		return t.heights.forEach((r, o) => {
			let s = Math.abs(t.scales.y(r) - e);
			s < i && ([n, i] = [V(a).y[o], s]);
		}), n;
	}
	function f(e, t = 1) {
		let i = r().indexOf(V(a).y[e]);
		if (V(a).y.filter((e) => e === r()[i]).length < 2) return;
		let o = r()[(i + t + r().length) % r().length];
		n().move(e, [V(a).columns[0][e], o]);
	}
	function p(e, [t, n]) {
		let r = Math.min(Math.max(2 - Math.floor(Math.log10(n - t)), 0), 12);
		return Number(e.toFixed(r));
	}
	function m(e) {
		let t = e.currentTarget.ownerSVGElement.getBoundingClientRect();
		return [e.clientX - t.left, e.clientY - t.top];
	}
	function h(e, t) {
		let [n, r] = [-1, 22];
		for (let i = 0; i < V(a).y.length; i++) {
			let [a, o] = l(i), s = Math.hypot(a - e, o - t);
			s < r && ([n, r] = [i, s]);
		}
		return n;
	}
	function g(e) {
		if (e.button !== 0) return;
		let [t, r] = m(e);
		s = h(t, r), c = !1, s < 0 ? n().add(u(t, r)) : (n().chosen = s, e.currentTarget.setPointerCapture(e.pointerId));
	}
	function _(e) {
		s < 0 || (c || (n().frame = {
			x: t.scales.x.domain,
			y: t.scales.y.domain
		}), c = !0, n().move(s, u(...m(e), s), !0));
	}
	function v() {
		s >= 0 && !c && r().length && f(s), s = -1, n().drop();
	}
	let y = {
		ArrowLeft: [-1, 0],
		ArrowRight: [1, 0],
		ArrowUp: [0, 1],
		ArrowDown: [0, -1]
	};
	function b(e) {
		let t = V(a)?.y.length ?? 0, r = n().chosen;
		if (e.key === "Escape") n().stop();
		else if (e.key === "n" || e.key === "p") n().chosen = (Math.max(r, 0) + (e.key === "n" ? r < 0 ? 0 : 1 : t - 1)) % t;
		else if (e.key === "Enter") n().add(u(V(o).x + V(o).width / 2, V(o).y + V(o).height / 2));
		else if ((e.key === "Delete" || e.key === "Backspace") && r >= 0) n().remove(r);
		else if (Object.hasOwn(y, e.key) && r >= 0) x(r, y[e.key], e.shiftKey ? 10 : 1);
		else return;
		e.preventDefault();
	}
	function x(e, [t, s], c) {
		if (s && r().length) {
			f(e, s);
			return;
		}
		let [d, p] = l(e), [m, h] = [V(o).width / 100 * c, V(o).height / 100 * c], [g, _] = u(d + t * m, p - s * h, e), v = i() && s ? Math.max(V(a).y[e] + s * c, 0) : _;
		n().move(e, [t ? g : V(a).columns[0][e], s ? v : V(a).y[e]]);
	}
	var S = G(), C = I(S), w = (e) => {
		var t = Ym(), i = I(t);
		wo(i, () => ({
			...V(o),
			role: "application",
			tabindex: "0",
			"aria-label": `Points: N and P select one, arrow keys move it${r().length ? " or change its class" : ""}, Delete removes it, Enter adds one in the middle`,
			onpointerdown: g,
			onpointermove: _,
			onpointerup: v,
			onpointercancel: v,
			onkeydown: b
		}), void 0, void 0, void 0, "svelte-gsf75n");
		var s = R(i), c = (e) => {
			var t = Jm();
			z((e, n) => {
				X(t, "cx", e), X(t, "cy", n);
			}, [() => l(n().chosen)[0], () => l(n().chosen)[1]]), K(e, t);
		};
		J(s, (e) => {
			n().chosen >= 0 && n().chosen < V(a).y.length && e(c);
		}), K(e, t);
	};
	J(C, (e) => {
		V(a) && e(w);
	}), K(e, S), A();
}
var Jm, Ym, Xm = t((() => {
	Q(), Z(), Km(), Jm = /* @__PURE__ */ Li("<circle r=\"9\" class=\"svelte-gsf75n\"></circle>"), Ym = /* @__PURE__ */ Li("<rect></rect><!>", 1);
}));
// src/charts/view.ts
function Zm(e, t) {
	let n = e[0]?.length ?? 0, r = new Float64Array(n).fill(t[e.length]);
	return e.forEach((e, i) => {
		for (let a = 0; a < n; a++) r[a] += t[i] * e[a];
	}), r;
}
function Qm(e, t, n) {
	return e.map((e, r) => {
		if (r === t) return n;
		let i = e.reduce((e, t) => e + t, 0) / e.length;
		return n.map(() => i);
	});
}
function $m(e, t, n, r) {
	return t === 1 ? r === 1 ? e[n] : 1 - e[n] : e[n * t + r];
}
function eh(e, t, n) {
	let r = 0;
	for (let i = 1; i < Math.max(t, 2); i++) $m(e, t, n, i) > $m(e, t, n, r) && (r = i);
	return r;
}
function th(e, t, n) {
	let r = (e, r) => $m(t, n, e, r), i = [];
	for (let a = 1; a < e.length; a++) {
		let [o, s] = [eh(t, n, a - 1), eh(t, n, a)];
		if (o === s) continue;
		let [c, l] = [r(a - 1, o) - r(a - 1, s), r(a, s) - r(a, o)];
		i.push(e[a - 1] + (e[a] - e[a - 1]) * c / (c + l || 1));
	}
	return i;
}
function nh(e, t, n) {
	let r = t[e.length];
	return e.forEach((e, i) => {
		i !== n && (r += t[i] * e.reduce((e, t) => e + t, 0) / e.length);
	}), (e) => r + t[n] * e;
}
function rh(e, t) {
	let n = e.length / t, r = new Uint8Array(n), i = new Float64Array(n), a = 1 / Math.max(t, 2);
	for (let o = 0; o < n; o++) r[o] = eh(e, t, o), i[o] = ($m(e, t, o, r[o]) - a) / (1 - a);
	return {
		most: r,
		sure: i
	};
}
var ih, ah = t((() => {
	ih = (e) => `var(--pin-${e % 6})`;
})), oh = t((() => {}));
// src/charts/RegionChart.svelte
function sh(e, t) {
	k(t, !0);
	let n = /* @__PURE__ */ j(() => t.lab.data), r = /* @__PURE__ */ j(() => [0, 1].map((e) => ({
		domain: zp(...Bp(V(n).columns[e])),
		title: V(n).names[e],
		count: 5
	}))), i = /* @__PURE__ */ j(() => {
		let [e, t] = V(r).map((e) => e.domain), n = ([e, t], n, r) => e + (t - e) * (n + .5) / r, i = Array.from({ length: 6912 }, (e, t) => t);
		return [i.map((t) => n(e, t % 96, 96)), i.map((e) => n(t, Math.floor(e / 96), 72))];
	}), a = /* @__PURE__ */ j(() => t.lab.trained.model?.outputs ?? 1), o = /* @__PURE__ */ j(() => t.lab.weights && rh(t.lab.predict(V(i), t.lab.weights), V(a)));
	function s(e, { x: n, y: r }) {
		let i = document.createElement("canvas");
		[i.width, i.height] = [96, 72];
		let a = i.getContext("2d");
		if (!V(o) || !a) return;
		let s = t.lab.classes.map((t, n) => c(e.canvas, n));
		for (let e = 0; e < V(o).most.length; e++) a.fillStyle = s[V(o).most[e]], a.globalAlpha = .08 + .3 * V(o).sure[e], a.fillRect(e % 96, 71 - Math.floor(e / 96), 1, 1);
		e.drawImage(i, n.range[0], r.range[1], n.range[1] - n.range[0], r.range[0] - r.range[1]);
	}
	function c(e, t) {
		e.style.color = ih(t);
		let { color: n } = getComputedStyle(e);
		return e.style.color = "", n;
	}
	let l = ({ x: e, y: t }, r) => {
		let [i, a] = V(n).columns, o = "";
		for (let s = 0; s < V(n).y.length; s++) V(n).y[s] === r && (o += `M${e(i[s]).toFixed(1)},${t(a[s]).toFixed(1)}h0`);
		return o;
	};
	Gp(e, {
		get x() {
			return V(r)[0];
		},
		get y() {
			return V(r)[1];
		},
		get height() {
			return t.height;
		},
		get label() {
			return `Most probable class over ${V(n).names[0] ?? ""} and ${V(n).names[1] ?? ""}`;
		},
		paint: s,
		children: (e, n = b) => {
			var r = G();
			Y(I(r), 18, () => t.lab.classes, (e) => e, (e, t, r) => {
				let i = /* @__PURE__ */ j(() => l(n(), t));
				var a = ch(), o = I(a), s = R(o);
				let c;
				z((e) => {
					X(o, "d", V(i)), X(s, "d", V(i)), c = co(s, "", c, { stroke: e });
				}, [() => ih(V(r))]), K(e, a);
			}), K(e, r);
		},
		$$slots: { default: !0 }
	}), A();
}
var ch, lh = t((() => {
	Q(), Z(), Qp(), Up(), ah(), oh(), ch = /* @__PURE__ */ Li("<path class=\"rim svelte-6yfbg9\"></path><path class=\"dots svelte-6yfbg9\"></path>", 1);
})), uh = t((() => {}));
// src/charts/DataChart.svelte
function dh(e, t) {
	k(t, !0);
	let n = ms(t, "lab", 7), r = ms(t, "height", 3, 340), i = [
		"logistic",
		"softmax",
		"poisson",
		"network"
	], a = /* @__PURE__ */ j(() => n().data), o = /* @__PURE__ */ j(() => (V(a)?.columns.length ?? 1) > 1), s = /* @__PURE__ */ N("0"), c = /* @__PURE__ */ j(() => {
		let e = Number(V(s)), t = e < (V(a)?.columns.length ?? 0) && (e >= 0 || n().classes.length === 0);
		return V(o) && t ? e : 0;
	}), l = 0;
	lr(() => {
		let e = V(a)?.columns.length ?? 0;
		e !== l && P(s, e > 1 ? "-1" : "0", !0), l = e;
	});
	let u = /* @__PURE__ */ j(() => n().isLine ? 1 : n().trained.model?.outputs ?? 1), d = /* @__PURE__ */ j(() => V(u) > 1), f = /* @__PURE__ */ j(() => n().classes), p = /* @__PURE__ */ j(() => V(f).length > 0 && V(a)?.columns.length === 2 && V(s) === "-1"), m = /* @__PURE__ */ j(() => n().weights), h = /* @__PURE__ */ j(() => n().bestShown && !n().sealed ? n().best : null), g = /* @__PURE__ */ j(() => V(a) && V(m) ? n().predict(V(a).columns, V(m)) : /* @__PURE__ */ new Float64Array()), _ = .075, v = /* @__PURE__ */ j(() => V(a) ? V(d) ? V(a).y.map((e) => 1 + _ * (1 + V(f).indexOf(e))) : n().heights(V(a).y) : []), y = /* @__PURE__ */ j(() => V(d) ? [-.03, 1 + _ * (V(f).length + 1)] : V(a) ? zp(...Bp(V(v))) : [0, 1]), x = /* @__PURE__ */ j(() => V(c) < 0 ? V(g) : V(a)?.columns[V(c)] ?? []), S = /* @__PURE__ */ j(() => V(c) < 0 ? V(y) : zp(...Bp(V(x)))), C = /* @__PURE__ */ j(() => {
		let [e, t] = V(y);
		if (V(f).length) return V(y);
		let r = V(a) && V(c) >= 0 ? Bp(n().predict(V(a).columns, n().startWeights)) : V(y), i = t - e;
		return [Math.max(Math.min(e, r[0]), e - i / 2), Math.min(Math.max(t, r[1]), t + i / 2)];
	}), w = /* @__PURE__ */ j(() => (V(a)?.y.length ?? 0) > 500);
	function T({ x: e, y: t }) {
		let n = "";
		for (let r = 0; r < V(g).length; r++) n += `M${e(V(x)[r]).toFixed(1)},${t(V(v)[r]).toFixed(1)}V${t(V(g)[r]).toFixed(1)}`;
		return n;
	}
	function ee({ x: e, y: t }) {
		let n = "";
		for (let r = 0; r < V(g).length; r++) {
			let i = t(V(v)[r]), a = t(V(g)[r]) - i;
			n += `M${e(V(x)[r]).toFixed(1)},${i.toFixed(1)}v${a.toFixed(1)}h${(-a).toFixed(1)}v${(-a).toFixed(1)}z`;
		}
		return n;
	}
	function te(e, t) {
		let { x: r, y: i } = t, a = getComputedStyle(e.canvas);
		n().residuals !== "none" && !V(d) && (e.strokeStyle = a.getPropertyValue("outline-color"), e.globalAlpha = n().residuals === "squares" ? .18 : .28, e.stroke(new Path2D(n().residuals === "squares" ? ee(t) : T(t)))), e.fillStyle = a.color, e.globalAlpha = .75;
		for (let t = 0; t < V(x).length; t++) e.fillRect(r(V(x)[t]) - 1.5, i(V(v)[t]) - 1.5, 3, 3);
	}
	let ne = ({ x: e, y: t }, n) => {
		let r = "";
		for (let i = 0; i < V(x).length; i++) (n === void 0 || V(a).y[i] === n) && (r += `M${e(V(x)[i]).toFixed(1)},${t(V(v)[i]).toFixed(1)}h0`);
		return r;
	}, re = /* @__PURE__ */ j(() => n().isLine || !i.includes(n().model)), ie = /* @__PURE__ */ j(() => {
		let [e, n] = t.editor?.frame?.x ?? V(S), r = V(re) ? 1 : 80;
		return Array.from({ length: r + 1 }, (t, i) => e + (n - e) * i / r);
	}), ae = (e) => n().predict(Qm(V(a).columns, V(c), V(ie)), e), oe = /* @__PURE__ */ j(() => V(a) && V(m) && V(c) >= 0 ? ae(V(m)) : /* @__PURE__ */ new Float64Array()), se = /* @__PURE__ */ j(() => V(a) && V(h) && V(c) >= 0 ? ae(V(h)) : /* @__PURE__ */ new Float64Array()), ce = /* @__PURE__ */ j(() => V(f).length ? th(V(ie), V(oe), V(u)) : []), le = (e, t, { x: n, y: r }) => Vp(e.length ? V(ie).length : 0, (e) => n(V(ie)[e]), (n) => r(e[n * V(u) + t])), ue = (e) => V(d) ? ih(e) : "var(--descent)", de = /* @__PURE__ */ j(() => V(d) ? "probability" : V(f).length ? `probability of ${V(a)?.target} = ${V(f)[1]}` : V(a)?.target ?? "y"), fe = /* @__PURE__ */ j(() => V(c) < 0 && !V(p) ? "Data and predictions" : V(p) ? "Data and most probable class" : V(f).length ? "Data and probability" : V(re) ? "Data and fitted line" : "Data and fitted curve"), pe = /* @__PURE__ */ j(() => V(c) < 0 ? `prediction of ${V(a)?.target}` : V(a)?.names[V(c)] ?? "x"), me = /* @__PURE__ */ j(() => [
		V(c) < 0 ? "Correct predictions lie on the diagonal." : "",
		V(p) ? "The stronger the color, the surer the model is of the class." : "",
		V(ce).length && !V(p) ? `The dotted ${V(ce).length === 1 ? "line is the boundary" : "lines are the boundaries"} between the most probable classes.` : "",
		V(a)?.sampled ? `${V(a).sample_size.toLocaleString("en-US")} of ${V(a).n.toLocaleString("en-US")} rows are drawn, a random sample; the run uses all of them.` : ""
	].join(" ").trim()), he = /* @__PURE__ */ j(() => {
		if (!V(a) || !V(m)) return "";
		let e = Array.from(V(m), (e, t) => `${n().weightNames[t]} ${$(e)}`).slice(0, 4).join(", ");
		if (V(p)) {
			let { most: e } = rh(V(g), V(u));
			return `${V(a).y.filter((t, n) => V(f)[e[n]] === t).length} of ${V(a).y.length} points lie where their class is the most probable, at epoch ${n().shownEpoch}.`;
		}
		return `${V(a).y.length} points; at epoch ${n().shownEpoch} the weights are ${e}; loss ${$(n().currentLoss)}.`;
	}), ge = [
		{
			value: "none",
			text: "none"
		},
		{
			value: "lines",
			text: "lines"
		},
		{
			value: "squares",
			text: "squares"
		}
	];
	Du(e, {
		get title() {
			return V(fe);
		},
		get lab() {
			return n();
		},
		word: "residuals",
		get text() {
			return V(he);
		},
		get note() {
			return V(me);
		},
		controls: (e) => {
			var t = G(), r = I(t), i = (e) => {
				var t = mh(), r = I(t), i = L(r), o = R(r, 2), s = (e) => {
					var t = fh(), r = L(t, !0);
					z(() => q(r, n().bestName)), K(e, t);
				};
				J(o, (e) => {
					V(h) && !V(p) && e(s);
				});
				var c = R(o, 2), l = (e) => {
					var t = G();
					Y(I(t), 18, () => V(f), (e) => e, (e, t, n) => {
						var r = ph();
						let i;
						var o = L(r);
						z((e) => {
							i = co(r, "", i, { color: e }), q(o, `${V(a)?.target ?? ""} = ${t ?? ""}`);
						}, [() => ih(V(n))]), K(e, r);
					}), K(e, t);
				};
				J(c, (e) => {
					(V(d) || V(p)) && e(l);
				}), z(() => q(i, `epoch ${n().shownEpoch ?? ""}`)), K(e, t);
			};
			J(r, (e) => {
				V(c) >= 0 && e(i);
			}), K(e, t);
		},
		children: (e, i) => {
			var l = wh(), g = I(l), _ = (e) => {
				sh(e, {
					get lab() {
						return n();
					},
					get height() {
						return r();
					}
				});
			}, y = (e) => {
				var i = wh(), a = I(i);
				{
					let e = (e, r = b) => {
						var i = vh(), a = I(i), o = (e) => {
							var t = vh(), i = I(t), a = (e) => {
								var t = hh();
								z((e) => X(t, "d", e), [() => T(r())]), K(e, t);
							};
							J(i, (e) => {
								n().residuals === "lines" && !V(d) && e(a);
							});
							var o = R(i), s = (e) => {
								var t = gh();
								z((e) => X(t, "d", e), [() => ee(r())]), K(e, t);
							};
							J(o, (e) => {
								n().residuals === "squares" && !V(d) && e(s);
							});
							var c = R(o), l = (e) => {
								var t = G();
								Y(I(t), 18, () => V(f), (e) => e, (e, t, n) => {
									var i = _h();
									let a;
									z((e, t) => {
										X(i, "d", e), a = co(i, "", a, { stroke: t });
									}, [() => ne(r(), t), () => ue(V(n))]), K(e, i);
								}), K(e, t);
							}, u = (e) => {
								var t = _h();
								z((e) => X(t, "d", e), [() => ne(r())]), K(e, t);
							};
							J(c, (e) => {
								V(d) ? e(l) : e(u, -1);
							}), K(e, t);
						};
						J(a, (e) => {
							V(w) || e(o);
						});
						var s = R(a), l = (e) => {
							var t = yh();
							z((e, n, r, i) => X(t, "d", `M${e ?? ""},${n ?? ""}L${r ?? ""},${i ?? ""}`), [
								() => r().x(V(S)[0]),
								() => r().y(V(S)[0]),
								() => r().x(V(S)[1]),
								() => r().y(V(S)[1])
							]), K(e, t);
						}, p = (e) => {
							var t = Ch(), n = I(t);
							Y(n, 16, () => V(ce), (e) => e, (e, t) => {
								var n = bh();
								z((e, t) => {
									X(n, "x1", e), X(n, "x2", t), X(n, "y1", r().y.range[0]), X(n, "y2", r().y.range[1]);
								}, [() => r().x(t), () => r().x(t)]), K(e, n);
							}), Y(R(n), 17, () => ({ length: V(u) }), ya, (e, t, n) => {
								var i = Sh(), a = I(i), o = (e) => {
									var t = xh();
									let i;
									z((e, n) => {
										X(t, "d", e), i = co(t, "", i, { stroke: n });
									}, [() => le(V(se), n, r()), () => V(d) ? ue(n) : void 0]), K(e, t);
								};
								J(a, (e) => {
									V(h) && e(o);
								});
								var s = R(a);
								let c;
								z((e, t) => {
									X(s, "d", e), c = co(s, "", c, { stroke: t });
								}, [() => le(V(oe), n, r()), () => ue(n)]), K(e, i);
							}), K(e, t);
						};
						J(s, (e) => {
							V(c) < 0 ? e(l) : e(p, -1);
						});
						var m = R(s), g = (e) => {
							{
								let i = /* @__PURE__ */ j(() => n().model === "poisson");
								qm(e, {
									get editor() {
										return t.editor;
									},
									get scales() {
										return r();
									},
									get heights() {
										return V(v);
									},
									get classes() {
										return V(f);
									},
									get counts() {
										return V(i);
									}
								});
							}
						};
						J(m, (e) => {
							t.editor?.onChart && e(g);
						}), K(e, i);
					}, i = /* @__PURE__ */ j(() => ({
						domain: t.editor?.frame?.x ?? V(S),
						title: V(pe)
					})), o = /* @__PURE__ */ j(() => ({
						domain: t.editor?.frame?.y ?? V(C),
						title: V(de),
						most: V(f).length ? 1 : void 0
					})), s = /* @__PURE__ */ j(() => V(w) ? te : void 0);
					Gp(a, {
						get x() {
							return V(i);
						},
						get y() {
							return V(o);
						},
						get height() {
							return r();
						},
						widthAtFirst: 470,
						get label() {
							return V(fe);
						},
						get paint() {
							return V(s);
						},
						children: e,
						$$slots: { default: !0 }
					});
				}
				var o = R(a, 2), s = (e) => {
					{
						let n = /* @__PURE__ */ j(() => V(f).length > 0);
						Um(e, {
							get editor() {
								return t.editor;
							},
							get classes() {
								return V(n);
							}
						});
					}
				};
				J(o, (e) => {
					t.editor?.onChart && e(s);
				}), K(e, i);
			};
			J(g, (e) => {
				V(a) && V(m) && V(p) ? e(_) : V(a) && V(m) && e(y, 1);
			});
			var x = R(g, 2), re = (e) => {
				var t = Oh(), r = F(t), i = (e) => {
					vm(e, {
						label: "Residuals",
						get choices() {
							return ge;
						},
						get value() {
							return n().residuals;
						},
						set value(e) {
							n().residuals = e;
						}
					});
				}, c = /* @__PURE__ */ j(() => n().shows("residuals") && !V(d) && !V(p));
				J(r, (e) => {
					V(c) && e(i);
				});
				var l = R(r, 2), u = (e) => {
					var t = Dh(), n = F(t), r = (e) => {
						var t = Th();
						t.value = t.__value = "-1", K(e, t);
					};
					J(n, (e) => {
						V(f).length || e(r);
					});
					var i = R(n), o = (e) => {
						var t = Eh(), n = L(t, !0);
						t.value = t.__value = "-1", z((e) => q(n, e), [() => V(a).names.join(" and ")]), K(e, t);
					};
					J(i, (e) => {
						V(f).length && V(a).columns.length === 2 && e(o);
					}), Y(R(i), 17, () => V(a).names, ya, (e, t, n) => {
						var r = Eh(), i = L(r, !0), a = {};
						z((e) => {
							q(i, V(t)), a !== (a = e) && (r.value = (r.__value = a) ?? "");
						}, [() => String(n)]), K(e, r);
					}), E(t), ho(t), go(t, () => V(s), (e) => P(s, e)), K(e, t);
				};
				J(l, (e) => {
					V(o) && e(u);
				}), E(t), K(e, t);
			};
			J(x, (e) => {
				V(a) && V(m) && e(re);
			}), K(e, l);
		},
		$$slots: {
			controls: !0,
			default: !0
		}
	}), A();
}
var fh, ph, mh, hh, gh, _h, vh, yh, bh, xh, Sh, Ch, wh, Th, Eh, Dh, Oh, kh = t((() => {
	Q(), Z(), lu(), xm(), Gm(), Xm(), ju(), Qp(), lh(), Up(), ah(), uh(), fh = /* @__PURE__ */ W("<span class=\"key closed-form svelte-wyjtbh\"> </span>"), ph = /* @__PURE__ */ W("<span class=\"key svelte-wyjtbh\"> </span>"), mh = /* @__PURE__ */ W("<span class=\"key descent svelte-wyjtbh\"> </span> <!> <!>", 1), hh = /* @__PURE__ */ Li("<path class=\"residuals svelte-wyjtbh\"></path>"), gh = /* @__PURE__ */ Li("<path class=\"squares svelte-wyjtbh\"></path>"), _h = /* @__PURE__ */ Li("<path class=\"dots svelte-wyjtbh\"></path>"), vh = /* @__PURE__ */ Li("<!><!><!>", 1), yh = /* @__PURE__ */ Li("<path class=\"diagonal svelte-wyjtbh\"></path>"), bh = /* @__PURE__ */ Li("<line class=\"boundary svelte-wyjtbh\"></line>"), xh = /* @__PURE__ */ Li("<path class=\"closed svelte-wyjtbh\"></path>"), Sh = /* @__PURE__ */ Li("<!><path class=\"fit svelte-wyjtbh\"></path>", 1), Ch = /* @__PURE__ */ Li("<!><!>", 1), wh = /* @__PURE__ */ W("<!> <!>", 1), Th = /* @__PURE__ */ W("<option>prediction</option>"), Eh = /* @__PURE__ */ W("<option> </option>"), Dh = /* @__PURE__ */ W("<select aria-label=\"Horizontal axis\" class=\"svelte-wyjtbh\"><!><!><!></select>"), Oh = /* @__PURE__ */ W("<div class=\"choices svelte-wyjtbh\"><!> <!></div>");
}));
// src/lib/directions.ts
function Ah(e, t) {
	let n = Array.from(e, (e) => Math.round(Math.abs(e) * 1e9)), r = Array.from(e, (e, t) => t).sort((e, t) => n[t] - n[e]), i = Math.min(Nh, Math.abs(e[r[0]]) / 2), a = r.slice(0, 3).filter((t) => Math.abs(e[t]) >= i), o = (n) => a.filter((t) => n * e[t] * e[a[0]] > 0).map((e) => t[e]), [s, c] = [o(1), o(-1)], l = jh(s, t);
	if (c.length) {
		let e = c.length === 1 ? "falls" : "fall";
		return `${l} rising while ${jh(c, t)} ${e}`;
	}
	return s.length > 1 ? `${l} rising together` : `${l} alone`;
}
function jh(e, t) {
	let n = e.filter((e) => e !== "intercept");
	if (n.length < 2) return Ph(e.map((e) => Mh(e, t)));
	let r = `the weights of ${Ph(n)}`;
	return e.includes("intercept") ? `the intercept and ${r}` : r;
}
function Mh(e, t) {
	return e === "intercept" ? "the intercept" : t.filter((e) => e !== "intercept").length === 1 ? "the slope" : `the weight of ${e}`;
}
var Nh, Ph, Fh = t((() => {
	Nh = .1, Ph = (e) => e.length < 3 ? e.join(" and ") : `${e.slice(0, -1).join(", ")}, and ${e.at(-1)}`;
}));
// src/lib/shares.ts
function Ih(e, t, n, r) {
	if (r === 0) return 1;
	let i = t * n;
	return e.beta === 0 ? Rh(i, r) : zh(e.recurrence(i), r);
}
function Lh(e, t) {
	if (t.beta === 0) return Math.log1p(e < 1 ? -e : e - 2);
	let [n, r] = t.recurrence(e), i = n * n - 4 * r;
	if (i < 0) return Math.log(Math.max(r, 0)) / 2;
	let a = Math.sqrt(Math.max(i, 0)), o = n >= 0 ? e : 1 + n + r, s = (Math.abs(n) - a) / 2, c = (Math.abs(n) + a) / 2, l = s < 1 ? o / (1 - s) : 1 - c;
	return c < 2 ? Math.log1p(-l) : Math.log(c);
}
function Rh(e, t) {
	if (e === 1) return 0;
	let n = e > 1, r = Math.exp(t * Math.log1p(n ? e - 2 : -e));
	return n && t % 2 == 1 ? -r : r;
}
function zh([e, t, n], r) {
	let i = e * e - 4 * t;
	if (i >= 0) {
		let a = Math.sqrt(i), o = (e + (e < 0 ? -a : a)) / 2;
		if (o === 0) return r === 1 ? n : 0;
		let s = t / o / o;
		return o ** (r - 1) * (o + (n - o) * Bh(s, r));
	}
	let a = Math.sqrt(Math.max(t, 0)), o = Math.atan2(Math.sqrt(-i), e), s = n * Math.sin(r * o) - a * Math.sin((r - 1) * o);
	return a ** (r - 1) * s / Math.sin(o);
}
function Bh(e, t) {
	return e === 1 ? t : e > 0 ? Math.expm1(t * Math.log(e)) / Math.expm1(Math.log(e)) : (1 - e ** t) / (1 - e);
}
var Vh, Hh = t((() => {
	Vh = (e, t) => Math.exp(Lh(e, t));
}));
gm(), kh(), Fh(), Hh(), Q(), Z(), Qp(), Up();
var Uh = /* @__PURE__ */ Li("<line class=\"target svelte-kozgbm\"></line>"), Wh = /* @__PURE__ */ Li("<!><path class=\"svelte-kozgbm\"></path><circle r=\"4.5\" class=\"svelte-kozgbm\"></circle>", 1), Gh = /* @__PURE__ */ Li("<!><line class=\"cursor svelte-kozgbm\"></line>", 1), Kh = /* @__PURE__ */ Li("<text dy=\"0.34em\"> </text>");
function qh(e, t) {
	k(t, !0);
	let n = ms(t, "height", 3, 260), r = /* @__PURE__ */ j(() => t.lab.run?.epochs ?? 0), i = /* @__PURE__ */ j(() => Math.max(1, Math.ceil(V(r) / 400))), a = /* @__PURE__ */ j(() => Math.floor(V(r) / V(i)) + 1), o = (e) => e.length > 22 ? `${e.slice(0, 21)}…` : e, s = /* @__PURE__ */ j(() => 16 + 6.6 * Math.min(22, Math.max(0, ...t.lines.map((e) => e.name.length))));
	function c(e, n, r) {
		let i = t.lines.map((i, a) => ({
			i: a,
			y: Math.min(Math.max(e(i.at(t.lab.drawnTo)), r), n)
		}));
		i.sort((e, t) => e.y - t.y);
		for (let e = 1; e < i.length; e++) i[e].y = Math.max(i[e].y, i[e - 1].y + 16);
		let a = n;
		for (let e = i.length - 1; e >= 0; e--, a -= 16) i[e].y = Math.min(i[e].y, a);
		let o = [];
		for (let { i: e, y: t } of i) o[e] = t;
		return o;
	}
	{
		let l = (e, n = b) => {
			var r = Gh(), o = I(r);
			Y(o, 17, () => t.lines, ya, (e, r) => {
				var o = Wh(), s = I(o), c = (e) => {
					var t = Uh();
					z((e, r) => {
						X(t, "x1", n().x.range[0]), X(t, "x2", n().x.range[1]), X(t, "y1", e), X(t, "y2", r);
					}, [() => n().y(V(r).target), () => n().y(V(r).target)]), K(e, t);
				};
				J(s, (e) => {
					V(r).target !== void 0 && t.lab.bestShown && e(c);
				});
				var l = R(s);
				let u;
				var d = R(l);
				let f;
				z((e, t, n) => {
					X(l, "d", e), u = co(l, "", u, { stroke: V(r).color }), X(d, "cx", t), X(d, "cy", n), f = co(d, "", f, { fill: V(r).color });
				}, [
					() => Vp(Math.min(V(a), Math.floor(t.lab.drawnTo / V(i)) + 1), (e) => n().x(e * V(i)), (e) => n().y(V(r).at(e * V(i)))),
					() => n().x(t.lab.epoch),
					() => n().y(V(r).at(t.lab.epoch))
				]), K(e, o);
			});
			var s = R(o);
			z((e, t) => {
				X(s, "x1", e), X(s, "x2", t), X(s, "y1", n().y.range[1]), X(s, "y2", n().y.range[0]);
			}, [() => n().x(t.lab.epoch), () => n().x(t.lab.epoch)]), K(e, r);
		}, u = (e, n = b) => {
			let r = /* @__PURE__ */ j(() => c(n().y, n().y.range[0] - 4, n().y.range[1] + 4));
			var i = G();
			Y(I(i), 17, () => t.lines, ya, (e, t, i) => {
				var a = Kh();
				let s;
				var c = L(a, !0);
				z((e) => {
					X(a, "x", n().x.range[1] + 8), X(a, "y", V(r)[i]), s = co(a, "", s, { fill: V(t).color }), q(c, e);
				}, [() => o(V(t).name)]), K(e, a);
			}), K(e, i);
		}, d = /* @__PURE__ */ j(() => ({
			domain: [0, Math.max(V(r), 1)],
			title: "epoch",
			count: 4
		}));
		Gp(e, {
			get x() {
				return V(d);
			},
			get y() {
				return t.y;
			},
			get height() {
				return n();
			},
			get label() {
				return t.label;
			},
			get right() {
				return V(s);
			},
			onpick: (e) => t.lab.jump(e),
			children: l,
			over: u,
			$$slots: {
				default: !0,
				over: !0
			}
		});
	}
	A();
}
Q(), Z(), lu(), mc(), Mc(), ju();
var Jh = /* @__PURE__ */ W("<li> <span class=\"svelte-8lmcxj\"> </span></li>"), Yh = /* @__PURE__ */ W("<!> <ul class=\"svelte-8lmcxj\"></ul>", 1);
function Xh(e, t) {
	k(t, !0);
	let n = [
		"--descent",
		"--pin-3",
		"--pin-1",
		"--pin-0"
	], r = /* @__PURE__ */ j(() => {
		let e = t.lab.spectrum?.rank ?? 0;
		return e <= 4 ? Array.from({ length: e }, (e, t) => t) : [
			0,
			1,
			e - 2,
			e - 1
		];
	}), i = /* @__PURE__ */ j(() => {
		let [e, i] = [t.lab.spectrum, t.lab.closedRule];
		if (!e || !i) return [];
		let a = bc(e, fc(e.problem, t.lab.startWeights));
		return V(r).map((r, o) => {
			let s = e.eigenvalues[r];
			return {
				name: Ah(e.axes[r], t.lab.weightNames),
				color: `var(${n[o]})`,
				at: (e) => Math.abs(a[r] * Ih(i, t.lab.lr, s, e)),
				share: Vh(t.lab.lr * s, i),
				curvature: s
			};
		});
	}), a = /* @__PURE__ */ j(() => V(i).map(({ color: e, at: t, share: n }) => ({
		name: o(n),
		color: e,
		at: t
	}))), o = (e) => e > 1 ? `×${$(e, 3)} per epoch` : `leaves ${tu(e)}`, s = (e) => e > 1 ? `multiplies the error by ${$(e, 3)}` : `leaves ${tu(e)} of the error`, c = /* @__PURE__ */ j(() => {
		let e = 0, n = Infinity, r = t.lab.run?.epochs ?? 0;
		for (let t of V(i)) {
			let [i, a] = [t.at(0), t.at(r)];
			e = Math.max(e, i, Number.isFinite(a) ? Math.min(a, i * 1e6) : i), n = Math.min(n, ...[i, a].filter((e) => e > 0));
		}
		return e > 0 ? [Math.max(n, e * 1e-9) / 1.5, e * 2] : [.1, 1];
	}), l = /* @__PURE__ */ j(() => V(i).map((e) => `For ${e.name}, every epoch ${s(e.share)}; ${$(e.at(t.lab.epoch), 3)} is left.`).join(" "));
	Du(e, {
		title: "Error along each direction",
		get lab() {
			return t.lab;
		},
		word: "Hessian",
		get text() {
			return V(l);
		},
		children: (e, n) => {
			var r = Yh(), o = I(r);
			{
				let e = /* @__PURE__ */ j(() => ({
					domain: V(c),
					log: !0,
					title: "error, log scale",
					count: 5
				}));
				qh(o, {
					get lab() {
						return t.lab;
					},
					get lines() {
						return V(a);
					},
					get height() {
						return t.height;
					},
					get y() {
						return V(e);
					},
					label: "Error along each direction"
				});
			}
			var s = R(o, 2);
			Y(s, 21, () => V(i), ya, (e, t) => {
				var n = Jh();
				let r;
				var i = F(n), a = L(R(i));
				E(n), z((e) => {
					r = co(n, "", r, { color: V(t).color }), q(i, `${V(t).name ?? ""} `), q(a, `λ = ${e ?? ""}`);
				}, [() => $(V(t).curvature)]), K(e, n);
			}), E(s), K(e, r);
		},
		$$slots: { default: !0 }
	}), A();
}
Q(), Z(), lu(), kl(), km(), ju(), Qp(), Up();
var Zh = /* @__PURE__ */ W("<button class=\"button\">Pin this run</button>"), Qh = /* @__PURE__ */ Li("<line class=\"floor svelte-1sxp8yk\"></line>"), $h = /* @__PURE__ */ Li("<path class=\"curve svelte-1sxp8yk\"></path>"), eg = /* @__PURE__ */ Li("<circle r=\"3.5\"></circle>"), tg = /* @__PURE__ */ Li("<!><!><path class=\"curve now svelte-1sxp8yk\"></path><line class=\"cursor svelte-1sxp8yk\"></line><!><circle class=\"dot svelte-1sxp8yk\" r=\"5.5\"></circle>", 1), ng = /* @__PURE__ */ Li("<text class=\"floor-text svelte-1sxp8yk\" dy=\"0.34em\"> </text>"), rg = /* @__PURE__ */ W("<li class=\"svelte-1sxp8yk\"><span class=\"mark svelte-1sxp8yk\"></span> <button class=\"what svelte-1sxp8yk\" title=\"Show this run again\"> </button> <b class=\"svelte-1sxp8yk\"> </b> <button class=\"away svelte-1sxp8yk\">×</button></li>"), ig = /* @__PURE__ */ W("<!> <ul class=\"runs svelte-1sxp8yk\"><li class=\"mine svelte-1sxp8yk\"><span class=\"mark svelte-1sxp8yk\"></span> <span class=\"what\"> </span> <b class=\"svelte-1sxp8yk\"> </b></li> <!></ul>", 1);
function ag(e, t) {
	k(t, !0);
	let n = ms(t, "height", 3, 300), r = /* @__PURE__ */ N(null), i = /* @__PURE__ */ j(() => t.lab.run), a = /* @__PURE__ */ j(() => t.lab.floor), o = /* @__PURE__ */ j(() => t.lab.isLine || t.lab.model !== "poisson"), s = /* @__PURE__ */ j(() => Math.max(t.lab.epochs, ...t.lab.drawnPins.map((e) => e.epochs))), c = /* @__PURE__ */ j(() => {
		if (!V(i)) return [.1, 10];
		if (!V(o)) return l(V(i));
		let e = V(a) > 0 ? V(a) : Infinity, n = V(i).losses[0];
		for (let r of [V(i).losses, ...t.lab.drawnPins.map((e) => e.run.losses)]) for (let t of r) t < e && t > 0 && (e = t), t > n && t < V(i).losses[0] * 1e9 && (n = t);
		return e = Math.max(Math.min(e, n), n * 1e-18), n > 0 ? [e * .8, Math.max(n * 1.25, e * 3)] : [.1, 10];
	});
	function l(e) {
		let [t, n] = Bp(e.losses.filter((t) => t <= 2 * Math.abs(e.losses[0]) + e.losses[0]));
		return zp(Number.isNaN(V(a)) ? t : Math.min(t, V(a)), n);
	}
	let u = /* @__PURE__ */ j(() => V(r) === null ? t.lab.epoch : Math.min(Math.max(Math.round(V(r)), 0), t.lab.revealed ? V(s) : t.lab.drawnTo)), d = (e) => e[Math.min(V(u), e.length - 1)], f = /* @__PURE__ */ j(() => V(i) ? `Loss ${$(V(i).losses[Math.min(t.lab.epoch, V(i).epochs)])} at epoch ${t.lab.epoch}, ${$(V(i).losses[0])} at the start${Number.isNaN(V(a)) || !t.lab.revealed ? "" : `; the floor is ${$(V(a))}`}.` : ""), p = (e, { x: t, y: n }) => Vp(e.length, t, (t) => n(e[t])), m = (e) => {
		let { text: t, takes: n } = Ol[e.model];
		return [t, ...n.map((t) => `${t} ${Zl(e[t])}`)].join(" ");
	}, h = (e) => {
		let n = (e, n) => t.lab.hidden.has(e) ? "" : n, r = n("rate", `lr ${Zl(e.lr)}`) || `run ${e.id}`;
		return [
			n("model", e.model === "least-squares" ? "" : m(e)),
			[r, n("rule", e.rule === "gd" ? "" : e.rule)].filter(Boolean).join(" "),
			n("standardize", e.standardize ? "standardized" : ""),
			n("loss", e.loss === "mse" ? "" : e.loss)
		].filter(Boolean).join(", ");
	};
	Du(e, {
		title: "Loss",
		get lab() {
			return t.lab;
		},
		word: "loss",
		get text() {
			return V(f);
		},
		controls: (e) => {
			var n = G(), r = I(n), a = (e) => {
				var n = Zh();
				z(() => n.disabled = t.lab.pins.length >= Em.pins || !V(i)), U("click", n, () => t.lab.pin()), K(e, n);
			}, o = /* @__PURE__ */ j(() => t.lab.shows("pins"));
			J(r, (e) => {
				V(o) && e(a);
			}), K(e, n);
		},
		children: (e, l) => {
			var f = G(), m = I(f), g = (e) => {
				var l = ig(), f = I(l);
				{
					let e = (e, n = b) => {
						var r = tg(), s = I(r), c = (e) => {
							var t = Qh();
							z((e, r) => {
								X(t, "x1", n().x.range[0]), X(t, "x2", n().x.range[1]), X(t, "y1", e), X(t, "y2", r);
							}, [() => n().y(V(a)), () => n().y(V(a))]), K(e, t);
						}, l = /* @__PURE__ */ j(() => t.lab.bestShown && (V(a) > 0 || !V(o) && !Number.isNaN(V(a))));
						J(s, (e) => {
							V(l) && e(c);
						});
						var f = R(s);
						Y(f, 17, () => t.lab.drawnPins, (e) => e.id, (e, t) => {
							var r = $h();
							let i;
							z((e) => {
								X(r, "d", e), X(r, "stroke-dasharray", V(t).onOtherData ? "5 4" : void 0), i = co(r, "", i, { stroke: `var(--pin-${V(t).color ?? ""})` });
							}, [() => p(V(t).run.losses, n())]), K(e, r);
						});
						var m = R(f), h = R(m), g = R(h);
						Y(g, 17, () => t.lab.drawnPins, (e) => e.id, (e, t) => {
							var r = eg();
							let i;
							z((e, n) => {
								X(r, "cx", e), X(r, "cy", n), i = co(r, "", i, { fill: `var(--pin-${V(t).color ?? ""})` });
							}, [() => n().x(Math.min(V(u), V(t).epochs)), () => n().y(d(V(t).run.losses))]), K(e, r);
						});
						var _ = R(g);
						z((e, t, r, i, a) => {
							X(m, "d", e), X(h, "x1", t), X(h, "x2", r), X(h, "y1", n().y.range[1]), X(h, "y2", n().y.range[0]), X(_, "cx", i), X(_, "cy", a);
						}, [
							() => p(V(i).losses.subarray(0, t.lab.drawnTo + 1), n()),
							() => n().x(V(u)),
							() => n().x(V(u)),
							() => n().x(Math.min(V(u), V(i).epochs)),
							() => n().y(d(V(i).losses))
						]), K(e, r);
					}, l = (e, n = b) => {
						var r = G(), i = I(r), s = (e) => {
							var t = ng(), r = L(t);
							z((e, i) => {
								X(t, "x", n().x.range[1] + 8), X(t, "y", e), q(r, `floor ${i ?? ""}`);
							}, [() => n().y(V(a)), () => $(V(a))]), K(e, t);
						}, c = /* @__PURE__ */ j(() => t.lab.bestShown && (V(a) > 0 || !V(o) && !Number.isNaN(V(a))));
						J(i, (e) => {
							V(c) && e(s);
						}), K(e, r);
					}, m = /* @__PURE__ */ j(() => ({
						domain: [0, V(s)],
						title: "epoch"
					})), h = /* @__PURE__ */ j(() => ({
						domain: V(c),
						log: V(o),
						title: `${t.lab.lossTitle("loss")}${V(o) ? ", log scale" : ""}`
					})), g = /* @__PURE__ */ j(() => t.lab.bestShown ? 96 : 16), _ = /* @__PURE__ */ j(() => t.lab.shows("play") ? (e) => t.lab.jump(e) : void 0);
					Gp(f, {
						get x() {
							return V(m);
						},
						get y() {
							return V(h);
						},
						get height() {
							return n();
						},
						label: "Loss per epoch",
						get right() {
							return V(g);
						},
						get onpick() {
							return V(_);
						},
						onhover: (e) => P(r, e, !0),
						children: e,
						over: l,
						$$slots: {
							default: !0,
							over: !0
						}
					});
				}
				var m = R(f, 2), g = F(m), _ = R(F(g), 2), v = L(_), y = L(R(_, 2), !0);
				E(g), Y(R(g, 2), 17, () => t.lab.drawnPins, (e) => e.id, (e, n) => {
					var r = rg();
					let i;
					var a = R(F(r), 2), o = L(a), s = R(a, 2), c = L(s, !0), l = R(s, 2);
					E(r), z((e, t, a) => {
						i = co(r, "", i, { color: `var(--pin-${V(n).color ?? ""})` }), q(o, `${e ?? ""}${V(n).onOtherData ? " (other data)" : ""}`), q(c, t), X(l, "aria-label", `Remove the pinned run ${a ?? ""}`);
					}, [
						() => h(V(n)),
						() => $(d(V(n).run.losses)),
						() => h(V(n))
					]), U("click", a, () => t.lab.recall(V(n))), U("click", l, () => t.lab.unpin(V(n).id)), K(e, r);
				}), E(m), z((e, t, n) => {
					X(m, "aria-label", `Runs at epoch ${V(u) ?? ""}`), q(v, `${e ?? ""} at epoch ${t ?? ""}`), q(y, n);
				}, [
					() => t.lab.hidden.has("rate") ? "this run" : `lr ${Zl(t.lab.lr)}`,
					() => Ql(Math.min(V(u), V(i).epochs)),
					() => $(d(V(i).losses))
				]), K(e, l);
			};
			J(m, (e) => {
				V(i) && e(g);
			}), K(e, f);
		},
		$$slots: {
			controls: !0,
			default: !0
		}
	}), A();
}
Ci(["click"]), Q(), Z(), lu(), ju(), Up();
function og(e, t) {
	k(t, !0);
	let n = [
		"--descent",
		"--pin-3",
		"--pin-1",
		"--pin-0",
		"--pin-2",
		"--pin-4"
	], r = /* @__PURE__ */ j(() => {
		let e = t.lab.weightNames.map((e, t) => t), [n, r] = t.lab.axes;
		return [
			n,
			r,
			...e.filter((e) => e !== n && e !== r)
		].slice(0, 6);
	}), i = /* @__PURE__ */ j(() => {
		let { run: e } = t.lab;
		return e ? V(r).map((r, i) => ({
			name: t.lab.weightNames[r],
			color: `var(${n[i]})`,
			at: (t) => e.weights[Math.min(t, e.epochs) * e.p + r],
			target: t.lab.best?.[r]
		})) : [];
	}), a = /* @__PURE__ */ j(() => {
		let { run: e } = t.lab, [n, i] = Bp(V(r).flatMap((e) => [t.lab.startWeights[e] ?? 0, t.lab.best?.[e] ?? 0]));
		if (!e) return zp(n, i);
		let a = 2 * (i - n || 1), [o, s] = [n, i];
		for (let t = 0; t <= e.epochs; t++) for (let c of V(r)) {
			let r = e.weights[t * e.p + c];
			r < o && (o = Math.max(r, n - a)), r > s && (s = Math.min(r, i + a));
		}
		return zp(o, s);
	}), o = /* @__PURE__ */ j(() => t.lab.weightNames.length - V(r).length), s = /* @__PURE__ */ j(() => t.lab.weights ? V(r).map((e) => `${t.lab.weightNames[e]} ${$(t.lab.weights[e])}${t.lab.best && t.lab.revealed ? `, ${t.lab.bestName} ${$(t.lab.best[e])}` : ""}`).join("; ") : "");
	{
		let n = /* @__PURE__ */ j(() => V(o) > 0 ? `${V(o) === 1 ? "1 more weight is" : `${V(o)} more weights are`} not drawn; the axes chosen for the contour come first.` : "");
		Du(e, {
			title: "Weights",
			get lab() {
				return t.lab;
			},
			word: "weights",
			get text() {
				return V(s);
			},
			get note() {
				return V(n);
			},
			children: (e, n) => {
				{
					let n = /* @__PURE__ */ j(() => ({
						domain: V(a),
						title: "weight",
						count: 5
					}));
					qh(e, {
						get lab() {
							return t.lab;
						},
						get lines() {
							return V(i);
						},
						get height() {
							return t.height;
						},
						get y() {
							return V(n);
						},
						label: "Weights over the epochs"
					});
				}
			},
			$$slots: { default: !0 }
		});
	}
	A();
}
// src/lib/forecast.ts
function sg(e, t, n, r) {
	let i = e.eigenvalues.subarray(0, e.rank), a = Array.from(i, (e) => Lh(t * e, r)), o = pg * e.minLoss / e.problem.factor, s = yc(e, n).subarray(0, e.rank), c = Array.from(s, (e) => e === 0 ? 0 : e * e / o), l = new bg(r, t, i), u = a.map((e) => 2 * e), d = l.settled(c, ug(c, u), 2), f = lg(e, n).map((e) => l.settled(e, ug(e.map(Math.abs), a), 1));
	return {
		loss: d,
		weights: f,
		toTolerance: Math.max(...f)
	};
}
function cg(e) {
	let { problem: t, rank: n } = e, r = Math.max(_c(e), fg * Math.sqrt(xc(t.y, t.y) / t.n)), i = new Float64Array(t.p);
	for (let r = 0; r < n; r++) dc(t, e.axes[r]).forEach((t, n) => i[n] += (t / e.sigma[r]) ** 2);
	return dc(t, e.optimum).map((e, t) => dg * Math.max(Math.abs(e), Math.sqrt(i[t]) * r));
}
function lg(e, t) {
	let { problem: n, rank: r } = e, i = yc(e, t), a = e.axes.slice(0, r).map((t, r) => {
		let a = i[r] / e.sigma[r];
		return dc(n, t.map((e) => e * a));
	});
	return cg(e).map((e, t) => a.map((n) => e > 0 ? n[t] / e : 0));
}
function ug(e, t) {
	let n = 0, r = [];
	for (let i = 0; i < e.length; i++) {
		if (!Number.isFinite(e[i]) || t[i] > 1e-12 && e[i] > 1e-14) return Infinity;
		t[i] < 0 ? e[i] > 0 && r.push([e[i], Math.max(t[i], _g)]) : n += e[i];
	}
	let i = 1 - n;
	if (i <= 0) return Infinity;
	let a = r.map(([e, t]) => [Math.log(e / i), t]), o = Math.max(0, ...a.map(([e, t]) => e / -t));
	for (let e = 0; e < mg; e++) {
		let e = 0, t = 0;
		for (let [n, r] of a) {
			let i = Math.exp(n + o * r);
			e += i, t -= i * r;
		}
		if (e <= 1) break;
		let n = e * Math.log(e) / t;
		if (o += n, n <= .1) break;
	}
	return Math.ceil(o - 1e-6) + 0;
}
var dg, fg, pg, mg, hg, gg, _g, vg, yg, bg, xg = t((() => {
	mc(), Hh(), Mc(), dg = 5e-4, fg = .001, pg = .01, mg = 12, hg = 48, gg = 1e100, _g = -690, vg = 1e-14, yg = 0x38d7ea4c68000, bg = class {
		rule;
		lr;
		curvatures;
		kept = /* @__PURE__ */ new Map();
		window;
		constructor(e, t, n) {
			this.rule = e, this.lr = t, this.curvatures = n, this.window = e.beta === 0 ? 2 : hg;
		}
		settled(e, t, n) {
			if (!(t <= yg)) return t;
			let r = (t) => this.stays(e, t, n), i = t;
			for (let e = 1; !r(i); e *= 2) {
				if (e > yg) return Infinity;
				i += e;
			}
			let a = i - 1;
			for (let e = 1; a >= 0 && r(a); e *= 2) a -= e;
			for (a = Math.max(a, -1); i > a + 1;) {
				let e = Math.floor((i + a) / 2);
				r(e) ? i = e : a = e;
			}
			return i;
		}
		stays(e, t, n) {
			for (let r = 0; r < this.window; r++) {
				let i = this.sharesAt(t + r), a = 0;
				for (let t = 0; t < e.length; t++) a += e[t] * i[t] ** n;
				if (!(Math.abs(a) <= 1.000000001)) return !1;
			}
			return !0;
		}
		sharesAt(e) {
			let t = this.kept.get(e);
			return t === void 0 && (t = this.curvatures.map((t) => {
				let n = Ih(this.rule, this.lr, t, e);
				return Math.min(Math.max(n, -1e100), gg);
			}), this.kept.set(e, t)), t;
		}
	};
}));
// src/lib/rates.ts
function Sg(e, t) {
	return Ac(e) > 0 ? t.rateLimit(Ac(e)) : Infinity;
}
function Cg(e, t, n) {
	let { p: r, rows: i } = e, a = i.map((e, t) => e / Math.sqrt(n[t % r]));
	return Sg(hc({
		...e,
		rows: a
	}), t);
}
function wg(e, t) {
	if (Ac(e) <= 0) return Infinity;
	if (t.beta === 0) return 2 / (Ac(e) + jc(e));
	let n = Ag(Sg(e, t)), r = n.map((n) => Math.max(Rg(Lh(n * jc(e), t)), Rg(Lh(n * Ac(e), t)))), i = Math.min(...r) * (1 - 1e-9), a = n.filter((e, t) => r[t] <= i);
	return a[Math.floor(a.length / 2)];
}
function Tg(e, t) {
	let n = Math.min(wg(e, t), jg * Sg(e, t));
	return Number.isFinite(n) ? Dg(n * (1 + 1e-12)) : 1;
}
function Eg(e, t) {
	let n = Math.log10(e > 0 && e < Infinity ? e : Ig), r = Math.log10(t), i = Math.floor(Math.min(n - Ng, r)), a = Math.ceil(Math.max(n + Pg, r));
	return [Math.max(i, -300), Math.min(a, Fg)];
}
function Dg(e, t = 3) {
	if (!(e > 1e-300 && e < Infinity)) return Math.max(e, 1e-300);
	let n = Math.floor(Math.log10(e)) - t + 1, r = Number(`${Math.floor(e / 10 ** n)}e${n}`);
	return r > 0 && r <= e ? r : e;
}
function Og(e, t, n, r, i) {
	let a = yc(e, r), o = 0;
	for (let r = 0; r < e.rank; r++) a[r] !== 0 && (o += (a[r] * Ih(i, t, e.eigenvalues[r], n)) ** 2);
	return e.minLoss + e.problem.factor * o;
}
function kg(e, t, n) {
	return e > 1 + 1e-12 ? "diverging" : n >= t ? "converged" : "converging";
}
function Ag(e) {
	let t = Array.from({ length: 500 }, (t, n) => e * 10 ** (-6 + 5 * n / 499)), n = Array.from({ length: 1999 }, (t, n) => e * (.1 + .9 * (n + 1) / 1999));
	return [...t, ...n];
}
var jg, Mg, Ng, Pg, Fg, Ig, Lg, Rg, zg = t((() => {
	xg(), Hh(), Mc(), jg = .8, Mg = "after these epochs", Ng = 3, Pg = 2, Fg = 300, Ig = .025, Lg = (e, t, n) => Vh(t * Ac(e), n), Rg = (e) => Number.isNaN(e) ? 0 : e;
}));
// src/lib/wording.ts
function Bg(e) {
	return {
		lr_above_limit: "Diverging.",
		lr_near_limit: "See-sawing.",
		lr_too_small: "Too slow.",
		slow_direction: "Not there yet, whatever the loss looks like.",
		noise_floor: "Nothing is left to gain.",
		collinear: "The predictions are fine, but the data do not determine the weights.",
		none: e.status === "converged" ? "Converged." : "Converging."
	}[e.cause];
}
function Vg(e, t) {
	return {
		lr_above_limit: Hg,
		lr_near_limit: Ug,
		lr_too_small: Wg,
		slow_direction: Gg,
		noise_floor: Kg,
		collinear: qg,
		none: Jg
	}[e.cause](e, t);
}
function Hg(e, t) {
	return {
		tone: "bad",
		headline: `Diverging, ×${$(e.growth, 2)} per epoch: the limit is ${Zg(e.limit)}. Use ${Zg(e.advised)}.`,
		reason: `Along the steepest direction, ${t.direction}, every epoch multiplies the error by ${$(e.growth, 3)} and the loss by ${$(e.growth * e.growth, 3)}. The limit is ${Xg[t.rule]}, where λ is the curvature of the loss along this direction. Different data have a different limit.`,
		fix: {
			text: `Use ${Zg(e.advised)}`,
			lr: e.advised
		}
	};
}
function Ug(e) {
	return {
		tone: "plain",
		headline: `See-sawing: the learning rate is ${eu(e.lr / e.limit)} of the limit ${Zg(e.limit)}.`,
		reason: `Along the steepest direction, the error changes sign every epoch and keeps ${tu(e.growth)} of its size.`,
		fix: {
			text: `Use ${Zg(e.advised)}`,
			lr: e.advised
		}
	};
}
function Wg(e, t) {
	return {
		tone: "plain",
		headline: `Too slow: the learning rate is only ${$(e.lr / e.limit, 2)} of the limit ${Zg(e.limit)}.`,
		reason: `Even along the steepest direction, an epoch changes little, and ${$l(t.epochs)} are not enough: the loss is ${$(e.finalLoss)} and its floor is ${Qg(e)}.`,
		fix: {
			text: `Use ${Zg(e.advised)}`,
			lr: e.advised
		}
	};
}
function Gg(e, t) {
	let n = Mh(t.names[e.worstWeight], t.names);
	return {
		tone: "plain",
		headline: `${e.finalLoss < 1.1 * e.minLoss ? "The loss looks done, but" : "Not there yet:"} ${n} is ${$(Math.abs(e.worstError), 3)} ${e.worstError < 0 ? "below" : "above"} its best value, ${$(t.closedForm[e.worstWeight], 4)}.`,
		reason: `The cause is a slow direction, ${t.direction}: along it, each epoch leaves ${tu(e.kept)} of the error. The loss is ${$(e.finalLoss)} and its floor is ${Qg(e)}.`,
		fix: t.standardize ? Yg(e, t) : {
			text: "Standardize the columns",
			standardize: !0
		}
	};
}
function Kg(e, t) {
	return {
		tone: "good",
		headline: `Nothing is left to gain: the loss is ${$(e.finalLoss)} and its floor is ${Qg(e)}.`,
		reason: `${t.remains} (Residual standard deviation ${$(e.noiseStd, 3)}.) More epochs would change nothing that these data can show.`,
		fix: null
	};
}
function qg(e) {
	return {
		tone: "plain",
		headline: "The predictions are fine, but the data do not determine the weights.",
		reason: `Some columns depend on each other. Along such directions the loss is flat, and training leaves the weights where they started. The loss is ${$(e.finalLoss)} and its floor is ${Qg(e)}.`,
		fix: null
	};
}
function Jg(e, t) {
	let n = e.status === "converged";
	return {
		tone: "good",
		headline: n ? "Converged: every weight is right to three digits." : `Converging: ${$l(e.forecast.toTolerance)} in all are enough.`,
		reason: `The loss is ${$(e.finalLoss)} after ${$l(t.epochs)}, and its floor is ${Qg(e)}.`,
		fix: n ? null : Yg(e, t)
	};
}
function Yg(e, t) {
	let n = e.forecast.toTolerance;
	return !(n <= t.mostEpochs) || n <= t.epochs ? null : {
		text: `Train ${$l(n)}`,
		epochs: n
	};
}
var Xg, Zg, Qg, $g = t((() => {
	Fh(), lu(), Xg = {
		gd: "2/λ",
		momentum: "2(1 + β)/λ with β = 0.9",
		nesterov: "2(1 + β)/((1 + 2β) λ) with β = 0.9"
	}, Zg = (e) => Number.isFinite(e) ? $(e, 3) : "∞", Qg = (e) => e.exact ? "0 (exact)" : $(e.minLoss);
}));
zg(), $g(), Q(), Z(), lu(), mc(), ju(), Qp(), Up();
var e_ = /* @__PURE__ */ Li("<line class=\"floor svelte-8r3kct\"></line>"), t_ = /* @__PURE__ */ Li("<defs><pattern id=\"diverging\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><line y2=\"7\" class=\"hatch svelte-8r3kct\"></line></pattern></defs><rect fill=\"url(#diverging)\"></rect><line class=\"limit svelte-8r3kct\"></line><!><line class=\"advised svelte-8r3kct\"></line><path class=\"svelte-8r3kct\"></path><g role=\"slider\" aria-label=\"Learning rate on the curve: use the arrow keys\"><circle class=\"reach svelte-8r3kct\" r=\"22\"></circle><circle r=\"5.5\" class=\"svelte-8r3kct\"></circle></g><text class=\"bad svelte-8r3kct\" text-anchor=\"end\"> </text><text class=\"good svelte-8r3kct\" text-anchor=\"end\"> </text>", 1);
function n_(e, t) {
	k(t, !0);
	let n = ms(t, "height", 3, 300), r = [1e-4, 6], i = /* @__PURE__ */ j(() => t.lab.diagnosis?.limit ?? 1), a = /* @__PURE__ */ j(() => t.lab.diagnosis?.advised ?? 1), o = /* @__PURE__ */ j(() => Number.isFinite(V(i)) ? V(i) : 1), s = /* @__PURE__ */ j(() => Math.min(V(o) * r[0], t.lab.lr / 1.5)), c = /* @__PURE__ */ j(() => Math.max(V(o) * r[1], t.lab.lr * 1.5)), l = /* @__PURE__ */ j(() => t.lab.problem ? fc(t.lab.problem, t.lab.startWeights) : []), u = (e) => t.lab.spectrum && t.lab.closedRule ? Og(t.lab.spectrum, e, t.lab.epochs, V(l), t.lab.closedRule) : NaN, d = /* @__PURE__ */ j(() => Array.from({ length: 240 }, (e, t) => {
		let n = t / 239, r = V(s) ** (1 - n) * V(c) ** n;
		return {
			lr: r,
			loss: u(r)
		};
	})), f = /* @__PURE__ */ j(() => t.lab.diagnosis?.startLoss ?? 1), p = /* @__PURE__ */ j(() => t.lab.spectrum?.minLoss ?? 0), m = /* @__PURE__ */ j(() => {
		let e = V(d).reduce((e, { loss: t }) => t > 0 && t < e ? t : e, V(f));
		return [Math.max(e, V(f) * 1e-16) * .7, V(f) * 300];
	}), h = /* @__PURE__ */ j(() => u(t.lab.lr));
	function g(e) {
		t.lab.setRate(Number(e.toPrecision(3)));
	}
	let _ = {
		ArrowLeft: -1,
		ArrowDown: -1,
		ArrowRight: 1,
		ArrowUp: 1,
		PageDown: -10,
		PageUp: 10
	};
	function v(e) {
		Object.hasOwn(_, e.key) && (e.preventDefault(), e.stopPropagation(), g(t.lab.lr * 10 ** (_[e.key] / 40)));
	}
	let y = /* @__PURE__ */ j(() => t.lab.hidden.has("epochs") ? "all epochs" : `${t.lab.epochs.toLocaleString("en-US")} epochs`), b = /* @__PURE__ */ j(() => `After ${V(y)} the rate ${$(t.lab.lr, 3)} ends with a loss of ${$(V(h))}. Every rate above ${Zg(V(i))} diverges; the advised rate is ${Zg(V(a))}.`);
	Du(e, {
		title: "Every rate at once",
		get lab() {
			return t.lab;
		},
		word: "learning rate",
		get text() {
			return V(b);
		},
		get note() {
			return `The loss after ${V(y) ?? ""} for each learning rate. Click a rate to run it, or move the dot with the arrow keys.`;
		},
		children: (e, r) => {
			var o = G(), l = I(o), u = (e) => {
				{
					let r = (e, n) => {
						let r = () => (n?.()).x, o = () => (n?.()).y;
						var s = t_(), c = R(I(s)), l = R(c), u = R(l), f = (e) => {
							var t = e_();
							z((e, n) => {
								X(t, "x1", r().range[0]), X(t, "x2", r().range[1]), X(t, "y1", e), X(t, "y2", n);
							}, [() => o()(V(p)), () => o()(V(p))]), K(e, t);
						};
						J(u, (e) => {
							V(p) > 0 && e(f);
						});
						var m = R(u), g = R(m), _ = R(g), y = /* @__PURE__ */ j(() => t.lab.shows("rate") ? v : void 0), b = R(_), x = L(b), S = R(b), C = L(S);
						z((e, n, r, i, a, s, u, d, f, p, h, v, y, w, T, ee, te) => {
							X(c, "x", e), X(c, "y", o().range[1] - 6), X(c, "width", n), X(c, "height", o().range[0] - o().range[1] + 6), X(l, "x1", r), X(l, "x2", i), X(l, "y1", o().range[1]), X(l, "y2", o().range[0]), X(m, "x1", a), X(m, "x2", s), X(m, "y1", o().range[0] - 40), X(m, "y2", o().range[0]), X(g, "d", u), X(_, "transform", `translate(${d ?? ""} ${f ?? ""})`), X(_, "tabindex", p), X(_, "aria-valuenow", t.lab.lr), X(_, "aria-valuetext", `rate ${h ?? ""}, final loss ${v ?? ""}`), X(_, "aria-disabled", y), X(b, "x", w), X(b, "y", o().range[1] + 8), q(x, `diverges above ${T ?? ""}`), X(S, "x", ee), X(S, "y", o().range[0] - 30), q(C, `advised ${te ?? ""}`);
						}, [
							() => r()(V(i)),
							() => Math.max(0, r().range[1] - r()(V(i))),
							() => r()(V(i)),
							() => r()(V(i)),
							() => r()(V(a)),
							() => r()(V(a)),
							() => Vp(V(d).length, (e) => r()(V(d)[e].lr), (e) => o()(V(d)[e].loss)),
							() => r()(t.lab.lr),
							() => Math.max(o()(V(h)), o().range[1]),
							() => t.lab.shows("rate") ? 0 : -1,
							() => Zg(t.lab.lr),
							() => $(V(h)),
							() => !t.lab.shows("rate"),
							() => r()(V(i)) - 8,
							() => Zg(V(i)),
							() => r()(V(a)) - 7,
							() => Zg(V(a))
						]), U("keydown", _, function(...e) {
							V(y)?.apply(this, e);
						}), K(e, s);
					}, o = /* @__PURE__ */ j(() => ({
						domain: [V(s), V(c)],
						log: !0,
						title: "learning rate, log scale",
						count: 6
					})), l = /* @__PURE__ */ j(() => ({
						domain: V(m),
						log: !0,
						title: `${t.lab.lossTitle("final loss")}, log scale`
					})), u = /* @__PURE__ */ j(() => t.lab.shows("rate") ? g : void 0);
					Gp(e, {
						get x() {
							return V(o);
						},
						get y() {
							return V(l);
						},
						get height() {
							return n();
						},
						label: "Final loss against learning rate",
						get onpick() {
							return V(u);
						},
						children: r,
						$$slots: { default: !0 }
					});
				}
			};
			J(l, (e) => {
				t.lab.spectrum && e(u);
			}), K(e, o);
		},
		$$slots: { default: !0 }
	}), A();
}
Ci(["keydown"]);
// src/panels/NeedsPython.svelte?svelte&type=style&lang.css
var r_ = t((() => {}));
// src/panels/NeedsPython.svelte
function i_(e, t) {
	k(t, !0);
	let { guide: n } = Os();
	var r = o_(), i = F(r), a = L(i), o = R(i, 2), s = R(F(o), 5), c = (e) => {
		var t = a_();
		z(() => X(t, "href", n)), K(e, t);
	};
	J(s, (e) => {
		n && e(c);
	}), E(o), E(r), z(() => q(a, `${t.what ?? ""} Downslope in Python.`)), K(e, r), A();
}
var a_, o_, s_ = t((() => {
	Q(), Z(), r_(), a_ = /* @__PURE__ */ W("<a>Start in five minutes</a>"), o_ = /* @__PURE__ */ W("<details class=\"svelte-1fpreew\"><summary class=\"svelte-1fpreew\"> </summary> <p class=\"svelte-1fpreew\">Install Python 3.11 or newer, get a copy of Downslope, and run <code class=\"svelte-1fpreew\">pip install .</code> in its folder. Then <code class=\"svelte-1fpreew\">downslope lab</code> opens this page with everything in it. <!></p></details>");
}));
s_(), Q(), Z(), Cs(), $s(), Tu(), Is(), lu();
var c_ = /* @__PURE__ */ W("<button class=\"button\"> </button>"), l_ = /* @__PURE__ */ W("<tr><th scope=\"row\" class=\"svelte-1f1hu52\"> </th><td class=\"descent svelte-1f1hu52\"> </td><td class=\"closed svelte-1f1hu52\"> </td><td class=\"svelte-1f1hu52\"> </td></tr>"), u_ = /* @__PURE__ */ W("<p class=\"soft svelte-1f1hu52\"> </p>"), d_ = /* @__PURE__ */ W("<p class=\"bad svelte-1f1hu52\"> </p>"), f_ = /* @__PURE__ */ W("<tr><th scope=\"row\" class=\"svelte-1f1hu52\"> </th><td class=\"svelte-1f1hu52\"> </td><td class=\"svelte-1f1hu52\"> </td><td class=\"svelte-1f1hu52\"> </td></tr>"), p_ = /* @__PURE__ */ W("<div class=\"scroll svelte-1f1hu52\" role=\"region\" aria-label=\"Solvers measured\" tabindex=\"0\"><table><thead class=\"svelte-1f1hu52\"><tr><th scope=\"col\" class=\"svelte-1f1hu52\">solver</th><th scope=\"col\" class=\"svelte-1f1hu52\">time</th><th scope=\"col\" class=\"svelte-1f1hu52\">error</th><th scope=\"col\" class=\"svelte-1f1hu52\">passes</th></tr></thead><tbody></tbody></table></div> <p class=\"soft svelte-1f1hu52\"> </p> <!>", 1), m_ = /* @__PURE__ */ W("<div class=\"card svelte-1f1hu52\"><div class=\"head svelte-1f1hu52\"><h2 class=\"small\">Compared with the closed form</h2> <!></div> <div class=\"scroll svelte-1f1hu52\" role=\"region\" aria-label=\"Weights compared with the closed form\" tabindex=\"0\"><table class=\"svelte-1f1hu52\"><thead class=\"svelte-1f1hu52\"><tr><th scope=\"col\" class=\"svelte-1f1hu52\">weight</th><th scope=\"col\" class=\"descent svelte-1f1hu52\"> </th><th scope=\"col\" class=\"closed svelte-1f1hu52\">closed form</th><th scope=\"col\" class=\"svelte-1f1hu52\">difference</th></tr></thead><tbody><!><tr class=\"loss svelte-1f1hu52\"><th scope=\"row\" class=\"svelte-1f1hu52\">loss</th><td class=\"descent svelte-1f1hu52\"> </td><td class=\"closed svelte-1f1hu52\"> </td><td class=\"svelte-1f1hu52\"> </td></tr></tbody></table> <!></div> <!> <!> <!></div>");
function h_(e, t) {
	k(t, !0);
	let n = /* @__PURE__ */ N(null), r = /* @__PURE__ */ N(null), i = /* @__PURE__ */ N(!1), a = /* @__PURE__ */ N(""), o = /* @__PURE__ */ j(() => t.lab.weightNames.slice(0, 8).map((e, n) => {
		let r = t.lab.weights?.[n] ?? NaN, i = t.lab.best?.[n] ?? NaN;
		return {
			name: e,
			mine: r,
			best: i,
			gap: r - i
		};
	})), s = /* @__PURE__ */ j(() => t.lab.weightNames.length - V(o).length), c = /* @__PURE__ */ j(() => t.lab.currentLoss - (t.lab.spectrum?.minLoss ?? NaN)), l = /* @__PURE__ */ j(() => V(n) !== null && V(r) !== t.lab.data);
	async function u() {
		P(i, !0), P(a, "");
		let e = t.lab.data;
		try {
			P(n, await Js(t.lab.descriptor)), P(r, e);
		} catch (e) {
			P(a, Us(e), !0);
		} finally {
			P(i, !1);
		}
	}
	let d = /* @__PURE__ */ N(void 0), f = /* @__PURE__ */ N(!1);
	sr(() => {
		if (!V(d) || V(f)) return;
		let e = new IntersectionObserver(([e]) => P(f, V(f) || e.isIntersecting, !0));
		return e.observe(V(d)), () => e.disconnect();
	});
	let p = /* @__PURE__ */ j(() => t.lab.data !== null && t.lab.data.n * t.lab.weightNames.length <= 1e4);
	sr(() => {
		if (!V(f) || !V(p) || Fs.alone || qr(() => V(n) !== null || V(i))) return;
		let e = setTimeout(() => void u(), 600);
		return () => clearTimeout(e);
	});
	let m = (e) => e === null ? "not run" : e < .001 ? `${$(e * 1e6, 3)} µs` : e < 1 ? `${$(e * 1e3, 3)} ms` : `${$(e, 3)} s`, h = (e) => e === null ? "∞" : e === 0 ? "0" : ru(e, 2);
	var g = m_(), _ = F(g), v = R(F(_), 2), y = (e) => {
		var n = c_(), r = L(n, !0);
		z(() => {
			n.disabled = V(i) || !t.lab.data, q(r, V(i) ? "Measuring…" : "Measure the time");
		}), U("click", n, u), K(e, n);
	};
	J(v, (e) => {
		Fs.alone || e(y);
	}), E(_);
	var b = R(_, 2), x = F(b), S = F(x), C = F(S), w = L(R(F(C)));
	Le(2), E(C), E(S);
	var T = R(S), ee = F(T);
	Y(ee, 17, () => V(o), (e) => e.name, (e, t) => {
		var n = l_(), r = F(n), i = L(r, !0), a = R(r), o = L(a, !0), s = R(a), c = L(s, !0), l = L(R(s), !0);
		E(n), z((e, n, r) => {
			q(i, V(t).name), q(o, e), q(c, n), q(l, r);
		}, [
			() => $(V(t).mine, 5),
			() => $(V(t).best, 5),
			() => $(V(t).gap, 2)
		]), K(e, n);
	});
	var te = R(ee), ne = R(F(te)), re = L(ne, !0), ie = R(ne), ae = L(ie, !0), oe = L(R(ie), !0);
	E(te), E(T), E(x);
	var se = R(x, 2), ce = (e) => {
		var t = u_(), n = L(t);
		z(() => q(n, `and ${V(s) ?? ""} more weight${V(s) === 1 ? "" : "s"}`)), K(e, t);
	};
	J(se, (e) => {
		V(s) > 0 && e(ce);
	}), E(b);
	var le = R(b, 2), ue = (e) => {
		var t = d_(), n = L(t, !0);
		z(() => q(n, V(a))), K(e, t);
	};
	J(le, (e) => {
		V(a) && e(ue);
	});
	var de = R(le, 2), fe = (e) => {
		i_(e, { what: "The times of the solvers are measured by" });
	};
	J(de, (e) => {
		Fs.alone && e(fe);
	});
	var pe = R(de, 2), me = (e) => {
		var t = p_(), r = I(t), i = F(r);
		let a;
		var o = R(F(i));
		Y(o, 21, () => V(n).rows, (e) => e.solver, (e, t) => {
			var r = f_();
			let i;
			var a = F(r), o = L(a, !0), s = R(a), c = L(s, !0), l = R(s), u = L(l, !0), d = L(R(l), !0);
			E(r), z((e, a, s) => {
				i = ao(r, 1, "svelte-1f1hu52", null, i, { advised: V(t).solver === V(n).advised }), q(o, V(t).solver), q(c, e), q(u, a), q(d, s);
			}, [
				() => m(V(t).seconds),
				() => V(t).status === "skipped" ? "" : h(V(t).error),
				() => Ql(V(t).passes)
			]), K(e, r);
		}), E(o), E(i), E(r);
		var s = R(r, 2), c = L(s, !0);
		Cu(R(s, 2), { get text() {
			return V(n).verdict;
		} }), z(() => {
			a = ao(i, 1, "svelte-1f1hu52", null, a, { stale: V(l) }), q(c, V(l) ? "Measured on the previous data. Measure again for these." : V(n).verdict);
		}), K(e, t);
	};
	J(pe, (e) => {
		V(n) && e(me);
	}), E(g), ns(g, (e) => P(d, e), () => V(d)), z((e, n, r) => {
		q(w, `epoch ${t.lab.epoch ?? ""}`), q(re, e), q(ae, n), q(oe, r);
	}, [
		() => $(t.lab.currentLoss, 5),
		() => $(t.lab.spectrum?.minLoss ?? NaN, 5),
		() => $(V(c), 2)
	]), K(e, g), A();
}
Ci(["click"]), Q(), Z(), Qp(), Up(), ah();
var g_ = /* @__PURE__ */ Li("<line></line>"), __ = /* @__PURE__ */ Li("<path class=\"dots svelte-1ym4qu1\"></path><!><line></line>", 1);
function v_(e, t) {
	k(t, !0);
	let n = ms(t, "column", 3, 0), r = ms(t, "height", 3, 190), i = /* @__PURE__ */ j(() => t.data), a = /* @__PURE__ */ j(() => V(i).columns[n()]), o = /* @__PURE__ */ j(() => Math.max(1, Math.ceil(V(a).length / 400))), s = /* @__PURE__ */ j(() => t.yDomain ?? zp(...Bp(V(i).y))), c = /* @__PURE__ */ j(() => ({
		domain: zp(...Bp(V(a))),
		title: V(i).names[n()],
		count: 3
	})), l = /* @__PURE__ */ j(() => ({
		domain: V(s),
		title: V(i).target,
		count: 3
	}));
	function u(e) {
		let t = "";
		for (let n = 0; n < V(a).length; n += V(o)) t += `M${e.x(V(a)[n]).toFixed(1)},${e.y(V(i).y[n]).toFixed(1)}h0`;
		return t;
	}
	function d(e, t) {
		let [r, a] = t.x.domain, o = nh(V(i).columns, e, n());
		return {
			x1: t.x(r),
			y1: t.y(o(r)),
			x2: t.x(a),
			y2: t.y(o(a))
		};
	}
	Gp(e, {
		get x() {
			return V(c);
		},
		get y() {
			return V(l);
		},
		get height() {
			return r();
		},
		get label() {
			return t.label;
		},
		children: (e, n = b) => {
			var r = __(), i = I(r), a = R(i), o = (e) => {
				var r = g_();
				wo(r, (e) => ({
					class: "closed",
					...e
				}), [() => d(t.closedForm, n())], void 0, void 0, "svelte-1ym4qu1"), K(e, r);
			};
			J(a, (e) => {
				t.closedForm && e(o);
			}), wo(R(a), (e) => ({
				class: "fit",
				...e
			}), [() => d(t.weights, n())], void 0, void 0, "svelte-1ym4qu1"), z((e) => X(i, "d", e), [() => u(n())]), K(e, r);
		},
		$$slots: { default: !0 }
	}), A();
}
// src/lib/model.ts
function y_(e, t, n) {
	e.predict(e.problem.rows, t, n);
	let { target: r } = e;
	for (let e = 0; e < n.length; e++) n[e] -= r[e];
}
function b_(e, t) {
	let n = new Float64Array(e.target.length);
	return y_(e, t, n), e.loss(n, t);
}
function x_(e, t) {
	let n = new Float64Array(e.target.length), r = new Float64Array(e.size);
	return y_(e, t, n), e.gradient(n, t, r), r;
}
var S_ = t((() => {}));
// src/lib/descent.ts
function C_(e, t, n, r, i) {
	let a = e.size, o = Rl[i], s = new Float64Array((n + 1) * a), c = new Float64Array(n + 1), l = Float64Array.from(e.fromUserUnits(r)), u = new Float64Array(e.target.length), d = new Float64Array(a), f = Bl(a), p = zl(i), m = p ? t / (1 - p.beta) : (e) => t / f.divisors[e];
	for (let r = 0; s.set(l, r * a), y_(e, l, u), c[r] = e.loss(u, l), r !== n; r++) {
		e.gradient(u, l, d), f.updates++;
		for (let e = 0; e < a; e++) l[e] -= t * o.direction(d[e], f, e);
		e.afterUpdate?.(l, m);
	}
	let h = p || n === 0 ? null : f.divisors;
	return {
		epochs: n,
		p: a,
		own: s,
		weights: E_(e, s),
		losses: c,
		divisors: h
	};
}
function w_(e, t) {
	return e.weights.subarray(t * e.p, (t + 1) * e.p);
}
function T_(e, t) {
	return e.own.subarray(t * e.p, (t + 1) * e.p);
}
function E_(e, t) {
	if (e.problem.units === null) return t;
	let n = new Float64Array(t.length);
	for (let r = 0; r < t.length; r += e.size) n.set(e.inUserUnits(t.subarray(r, r + e.size)), r);
	return n;
}
var D_ = t((() => {
	S_(), Vl();
}));
// src/compare.ts
function O_(e, t) {
	let n = nc(e.equivalent, e.n, t.loss), r = t.standardize ? rc(n) : n, i = t.start?.length === e.weight_names.length && t.start ? t.start : e.lr_start;
	return C_(oc(r), t.lr, t.epochs, i, t.rule);
}
function k_(e, t) {
	let n = hc(nc(e.equivalent, e.n, t.loss));
	return {
		data: e,
		run: O_(e, t),
		closedForm: Array.from(n.optimum),
		floor: n.minLoss
	};
}
var A_ = t((() => {
	D_(), mc(), Mc();
}));
A_(), Q(), Z(), $s(), ju(), Up(), Tm(), D_(), lu();
var j_ = /* @__PURE__ */ W("<p> </p>"), M_ = /* @__PURE__ */ W("<div><h3 class=\"svelte-ivnql5\"> </h3> <!> <dl class=\"svelte-ivnql5\"><dt class=\"svelte-ivnql5\">slope, intercept</dt> <dd class=\"descent svelte-ivnql5\"> </dd> <dt class=\"svelte-ivnql5\">closed form</dt> <dd class=\"closed svelte-ivnql5\"> </dd> <dt class=\"svelte-ivnql5\">loss and floor</dt> <dd class=\"svelte-ivnql5\"> <span class=\"closed svelte-ivnql5\"> </span></dd></dl></div>"), N_ = /* @__PURE__ */ W("<!> <div class=\"row svelte-ivnql5\"></div>", 1);
function P_(e, t) {
	k(t, !0);
	let n = [1, 10], r = /* @__PURE__ */ j(() => t.lab.descriptor.kind === "lesson" ? t.lab.descriptor : Cm), i = /* @__PURE__ */ j(() => JSON.stringify({
		...V(r),
		noise: 0
	})), a = /* @__PURE__ */ N([]), o = /* @__PURE__ */ N("");
	sr(() => {
		let e = JSON.parse(V(i)), t = new AbortController();
		return Promise.all(n.map((n) => Ks({
			...e,
			noise: n
		}, t.signal))).then((e) => {
			P(a, e), P(o, "");
		}).catch((e) => {
			e instanceof Hs && P(o, e.message, !0);
		}), () => t.abort();
	});
	let s = /* @__PURE__ */ j(() => {
		let e = t.lab.runSettings();
		return t.lab.descriptor.kind === "lesson" ? e : {
			...e,
			lr: .01,
			loss: "mse",
			standardize: !1,
			start: null
		};
	}), c = /* @__PURE__ */ j(() => V(a).map((e) => k_(e, V(s)))), l = /* @__PURE__ */ j(() => V(a).length ? zp(...Bp(V(a).flatMap((e) => e.y))) : [0, 1]), u = (e) => {
		let n = Math.min(t.lab.epoch, e.run.epochs);
		return {
			weights: w_(e.run, n),
			loss: e.run.losses[n]
		};
	}, d = /* @__PURE__ */ j(() => V(c).some((e) => !(u(e).loss <= 1e3 * e.run.losses[0]))), f = /* @__PURE__ */ j(() => V(d) ? "Both runs diverge: the limit on the learning rate depends on x alone, not on the noise." : "The slope hardly changes. The floor of the loss is about the square of the noise, and no learning rate gets below it."), p = /* @__PURE__ */ j(() => V(c).map((e, t) => `Noise ${n[t]}: loss ${$(u(e).loss)}, floor ${$(e.floor)}`).join("; "));
	{
		let r = /* @__PURE__ */ j(() => t.lab.hidden.has("rate") ? "same learning rate" : `learning rate ${Zl(V(s).lr)}`), i = /* @__PURE__ */ j(() => V(f));
		Du(e, {
			title: "Little noise, much noise",
			get text() {
				return V(p);
			},
			get note() {
				return `The lesson's data with the same seed, at the ${V(r) ?? ""}. ${V(i) ?? ""}`;
			},
			children: (e, r) => {
				var i = N_(), a = I(i), s = (e) => {
					var t = j_(), n = L(t, !0);
					z(() => q(n, V(o))), K(e, t);
				};
				J(a, (e) => {
					V(o) && e(s);
				});
				var d = R(a, 2);
				Y(d, 21, () => V(c), ya, (e, r, i) => {
					let a = /* @__PURE__ */ j(() => u(V(r)));
					var o = M_(), s = F(o), c = L(s), d = R(s, 2);
					{
						let e = /* @__PURE__ */ j(() => t.lab.closedForm ? V(r).closedForm : null);
						v_(d, {
							get data() {
								return V(r).data;
							},
							get weights() {
								return V(a).weights;
							},
							get closedForm() {
								return V(e);
							},
							get yDomain() {
								return V(l);
							},
							height: 240,
							get label() {
								return `Line with noise ${n[i] ?? ""}`;
							}
						});
					}
					var f = R(d, 2), p = R(F(f), 2), m = L(p), h = R(p, 4), g = L(h), _ = R(h, 4), v = F(_), y = L(R(v), !0);
					E(_), E(f), E(o), z((e, t, r, a, o, s) => {
						q(c, `noise ${n[i] ?? ""}`), q(m, `${e ?? ""}, ${t ?? ""}`), q(g, `${r ?? ""}, ${a ?? ""}`), q(v, `${o ?? ""}, `), q(y, s);
					}, [
						() => $(V(a).weights[0]),
						() => $(V(a).weights[1]),
						() => $(V(r).closedForm[0]),
						() => $(V(r).closedForm[1]),
						() => $(V(a).loss),
						() => $(V(r).floor)
					]), K(e, o);
				}), E(d), K(e, i);
			},
			$$slots: { default: !0 }
		});
	}
	A();
}
Q(), Z(), ju(), Up(), ah(), D_(), lu();
var F_ = /* @__PURE__ */ W("<div><button class=\"button quiet svelte-114104q\"> </button> <span class=\"svelte-114104q\"> </span> <!></div>"), I_ = /* @__PURE__ */ W("<div class=\"frame svelte-114104q\"><div class=\"row svelte-114104q\"></div></div>");
function L_(e, t) {
	k(t, !0);
	let n = [
		0,
		5,
		50,
		200
	], r = /* @__PURE__ */ j(() => {
		let { run: e } = t.lab;
		return e ? n.filter((t) => t <= e.epochs).map((t) => ({
			epoch: t,
			weights: w_(e, t),
			loss: e.losses[t]
		})) : [];
	}), i = /* @__PURE__ */ j(() => {
		if (!t.lab.data) return [0, 1];
		let [e, n] = Bp(t.lab.data.y), r = Bp(Zm(t.lab.data.columns, t.lab.startWeights));
		return zp(Math.max(Math.min(e, r[0]), e - (n - e)), Math.min(Math.max(n, r[1]), n + (n - e)));
	}), a = /* @__PURE__ */ j(() => {
		let e = (t.lab.data?.columns ?? []).map((e, n) => {
			let [r, i] = Bp(e);
			return Math.abs((t.lab.best?.[n] ?? 0) * (i - r));
		});
		return Math.max(0, e.indexOf(Math.max(...e)));
	}), o = /* @__PURE__ */ j(() => V(r).map((e) => `Loss ${$(e.loss)} at epoch ${e.epoch}`).join(", "));
	{
		let n = /* @__PURE__ */ j(() => (t.lab.data?.columns.length ?? 1) > 1 ? `The prediction along ${t.lab.data?.names[V(a)]}, with the other features at their means.` : "");
		Du(e, {
			title: "Snapshots",
			get text() {
				return V(o);
			},
			get note() {
				return V(n);
			},
			children: (e, n) => {
				var o = I_(), s = F(o);
				let c;
				Y(s, 21, () => V(r), (e) => e.epoch, (e, n) => {
					var r = G(), o = I(r), s = (e) => {
						var r = F_(), o = F(r), s = L(o), c = R(o, 2), l = L(c);
						v_(R(c, 2), {
							get data() {
								return t.lab.data;
							},
							get weights() {
								return V(n).weights;
							},
							get column() {
								return V(a);
							},
							get yDomain() {
								return V(i);
							},
							get label() {
								return `The line at epoch ${V(n).epoch ?? ""}`;
							}
						}), E(r), z((e) => {
							q(s, `epoch ${V(n).epoch ?? ""}`), q(l, `loss ${e ?? ""}`);
						}, [() => $(V(n).loss)]), U("click", o, () => t.lab.jump(V(n).epoch)), K(e, r);
					};
					J(o, (e) => {
						t.lab.data && e(s);
					}), K(e, r);
				}), E(s), E(o), z(() => c = co(s, "", c, { "--count": V(r).length })), K(e, o);
			},
			$$slots: { default: !0 }
		});
	}
	A();
}
Ci(["click"]), Q(), Z();
var R_ = /* @__PURE__ */ W("<section id=\"compare\" aria-label=\"Compare\" class=\"svelte-v414jo\"><header><h2>Compare</h2> <p class=\"lede\">One run alone says little about its learning rate, the noise, or its cost. Compare it with others.</p></header> <div class=\"grid svelte-v414jo\"><!> <!> <!> <!></div></section>");
function z_(e, t) {
	k(t, !0);
	var n = R_(), r = R(F(n), 2), i = F(r), a = (e) => {
		n_(e, {
			get lab() {
				return t.lab;
			},
			height: 370
		});
	}, o = /* @__PURE__ */ j(() => t.lab.closedRule && t.lab.shows("sweep"));
	J(i, (e) => {
		V(o) && e(a);
	});
	var s = R(i, 2);
	h_(s, { get lab() {
		return t.lab;
	} });
	var c = R(s, 2);
	L_(c, { get lab() {
		return t.lab;
	} }), P_(R(c, 2), { get lab() {
		return t.lab;
	} }), E(r), E(n), K(e, n), A();
}
Q(), Z(), lu();
var B_ = /* @__PURE__ */ W("<span class=\"short svelte-m3ojnd\" aria-hidden=\"true\"> </span>"), V_ = /* @__PURE__ */ W("<p class=\"notice svelte-m3ojnd\" role=\"status\"> </p>"), H_ = /* @__PURE__ */ W("<div><label class=\"svelte-m3ojnd\"><span> </span><!></label> <input type=\"text\" inputmode=\"decimal\" autocomplete=\"off\" spellcheck=\"false\" class=\"svelte-m3ojnd\"/> <!></div>");
function U_(e, t) {
	let n = zi();
	k(t, !0);
	let r = ms(t, "short", 3, ""), i = ms(t, "whole", 3, !1), a = ms(t, "wide", 3, !1), o = /* @__PURE__ */ N("");
	function s(e) {
		let t = String(e), n = e.toExponential();
		return t.length > 8 && n.length < t.length ? n : t;
	}
	function c(e) {
		let n = e.value.trim().replace("−", "-").replace(",", "."), r = n === "" ? NaN : Number(n);
		if (Number.isFinite(r) && r <= 0 && t.limits[0] > 0 && !i()) P(o, `${t.label} must be above 0: ${Zl(t.value, 12)} is kept.`);
		else if (Number.isFinite(r)) {
			let e = Math.min(Math.max(i() ? Math.round(r) : r, t.limits[0]), t.limits[1]);
			P(o, e === r ? "" : `${t.label} must be a ${i() ? "whole " : ""}number from ${Zl(t.limits[0], 12)} to ${Zl(t.limits[1], 12)}: ${Zl(e, 12)} is used.`, !0), t.onchange(e);
		} else P(o, `“${e.value.slice(0, 20)}” is not a number: ${Zl(t.value, 12)} is kept.`);
		e.value = s(t.value);
	}
	var l = H_();
	let u;
	var d = F(l), f = F(d);
	let p;
	var m = L(f, !0), h = R(f), g = (e) => {
		var t = B_(), n = L(t, !0);
		z(() => q(n, r() === "-" ? "" : r())), K(e, t);
	};
	J(h, (e) => {
		r() && e(g);
	}), E(d);
	var _ = R(d, 2);
	bo(_);
	var v = R(_, 2), y = (e) => {
		var t = V_(), r = L(t, !0);
		z(() => {
			X(t, "id", `${n}-notice`), q(r, V(o));
		}), K(e, t);
	};
	J(v, (e) => {
		V(o) && e(y);
	}), E(l), z((e) => {
		u = ao(l, 1, "field svelte-m3ojnd", null, u, {
			wide: a(),
			alone: r() === "-"
		}), X(d, "for", n), p = ao(f, 1, "svelte-m3ojnd", null, p, { full: r() }), q(m, t.label), X(_, "id", n), X(_, "aria-label", r() ? t.label : void 0), xo(_, e), X(_, "aria-describedby", V(o) ? `${n}-notice` : void 0);
	}, [() => s(t.value)]), U("change", _, (e) => c(e.currentTarget)), U("keydown", _, (e) => e.key === "Enter" && c(e.currentTarget)), K(e, l), A();
}
Ci(["change", "keydown"]), Q(), Z(), Tm(), kl(), km();
var W_ = /* @__PURE__ */ W("<button class=\"button svelte-bcjnsc\"> </button>"), G_ = /* @__PURE__ */ W("<button class=\"button svelte-bcjnsc\">the lesson</button>"), K_ = /* @__PURE__ */ W("<div class=\"presets svelte-bcjnsc\" role=\"group\" aria-label=\"Data sets\"><!> <!> <!> <!></div>"), q_ = /* @__PURE__ */ W("<!> <!> <!> <!> <!>", 1), J_ = /* @__PURE__ */ W("<!> <!>", 1), Y_ = /* @__PURE__ */ W("<p class=\"about svelte-bcjnsc\"> </p>"), X_ = /* @__PURE__ */ W("<p class=\"about svelte-bcjnsc\"> </p> <p class=\"about svelte-bcjnsc\"> </p> <!> <!>", 1), Z_ = /* @__PURE__ */ W("<div class=\"group svelte-bcjnsc\"><h2 class=\"small\">Data</h2> <!> <!></div>");
function Q_(e, t) {
	k(t, !0);
	let n = ms(t, "lab", 7), r = [
		{
			name: "collinear",
			text: "collinear"
		},
		{
			name: "badly-scaled",
			text: "badly scaled"
		},
		{
			name: "large-n",
			text: "large n"
		},
		{
			name: "large-d",
			text: "large d"
		}
	], i = /* @__PURE__ */ j(() => n().data && n().descriptor.kind === "example" ? n().descriptor : null), a = /* @__PURE__ */ j(() => n().data && n().descriptor.kind === "lesson" ? n().descriptor : null), o = (e) => e.replace(/^.*[/\\](?=.)/, "");
	async function s() {
		await n().load(Cm) && n().takeUsualRate();
	}
	let l = /* @__PURE__ */ j(() => n().isLine ? [] : Object.entries(wm).filter(([, { target: e }]) => e === Ol[n().model].target || e === "two classes" && Ol[n().model].target === "classes")), u = (e) => n().load({
		kind: "example",
		points: e,
		n: 100,
		seed: 0
	}, { advisedRate: !0 });
	function d(e) {
		if (!V(a)) return;
		let t = {
			...V(a),
			...e
		};
		t.low >= t.high ? n().notices = [`The x-range from ${t.low} to ${t.high} is empty: the old range is kept.`] : n().load(t);
	}
	var f = Z_(), p = R(F(f), 2), m = (e) => {
		var t = K_(), d = F(t);
		Y(d, 17, () => V(l), ([e, { text: t }]) => e, (e, t) => {
			var n = /* @__PURE__ */ j(() => c(V(t), 2));
			let r = () => V(n)[0], a = () => V(n)[1].text;
			var o = W_(), s = L(o, !0);
			z(() => {
				X(o, "aria-pressed", V(i)?.points === r()), q(s, a());
			}), U("click", o, () => u(r())), K(e, o);
		});
		var f = R(d, 2), p = (e) => {
			var t = G_();
			z(() => X(t, "aria-pressed", V(a) !== null)), U("click", t, s), K(e, t);
		};
		J(f, (e) => {
			Ol[n().model].target === "number" && e(p);
		});
		var m = R(f, 2), h = (e) => {
			var t = W_(), r = L(t, !0);
			z((e) => {
				X(t, "aria-pressed", n().descriptor.kind === "file"), X(t, "title", n().file.name), q(r, e);
			}, [() => o(n().file.name)]), U("click", t, () => n().load({ kind: "file" }, { advisedRate: !0 })), K(e, t);
		};
		J(m, (e) => {
			n().file && e(h);
		}), Y(R(m, 2), 17, () => n().isLine ? r : [], (e) => e.name, (e, t) => {
			var r = W_(), i = L(r, !0);
			z(() => {
				X(r, "aria-pressed", n().descriptor.kind === "case" && n().descriptor.case === V(t).name), q(i, V(t).text);
			}), U("click", r, () => n().load({
				kind: "case",
				case: V(t).name
			}, { advisedRate: !0 })), K(e, r);
		}), E(t), K(e, t);
	}, h = /* @__PURE__ */ j(() => n().shows("presets"));
	J(p, (e) => {
		V(h) && e(m);
	});
	var g = R(p, 2), _ = (e) => {
		var t = q_(), n = I(t);
		U_(n, {
			label: "Points n",
			get value() {
				return V(a).n;
			},
			get limits() {
				return Em.n;
			},
			whole: !0,
			onchange: (e) => d({ n: e })
		});
		var r = R(n, 2);
		U_(r, {
			label: "Noise",
			get value() {
				return V(a).noise;
			},
			get limits() {
				return Em.noise;
			},
			onchange: (e) => d({ noise: e })
		});
		var i = R(r, 2);
		U_(i, {
			label: "x from",
			get value() {
				return V(a).low;
			},
			get limits() {
				return Em.range;
			},
			onchange: (e) => d({ low: e })
		});
		var o = R(i, 2);
		U_(o, {
			label: "x to",
			get value() {
				return V(a).high;
			},
			get limits() {
				return Em.range;
			},
			onchange: (e) => d({ high: e })
		}), U_(R(o, 2), {
			label: "Seed",
			get value() {
				return V(a).seed;
			},
			get limits() {
				return Em.seed;
			},
			whole: !0,
			onchange: (e) => d({ seed: e })
		}), K(e, t);
	}, v = (e) => {
		var t = X_(), r = I(t), a = L(r, !0), o = R(r, 2), s = L(o), c = R(o, 2), l = (e) => {
			var t = J_(), r = I(t);
			U_(r, {
				label: "Rows n",
				get value() {
					return V(i).n;
				},
				get limits() {
					return Em.example;
				},
				whole: !0,
				onchange: (e) => void n().load({
					...V(i),
					n: e
				})
			}), U_(R(r, 2), {
				label: "Seed",
				get value() {
					return V(i).seed;
				},
				get limits() {
					return Em.seed;
				},
				whole: !0,
				onchange: (e) => void n().load({
					...V(i),
					seed: e
				})
			}), K(e, t);
		};
		J(c, (e) => {
			V(i) && e(l);
		});
		var u = R(c, 2), d = (e) => {
			var t = Y_(), r = L(t, !0);
			z(() => q(r, n().data.left_out)), K(e, t);
		};
		J(u, (e) => {
			n().data.left_out && e(d);
		}), z((e) => {
			q(a, n().data.source), q(s, `${e ?? ""} rows, ${n().data.names.length ?? ""} feature${n().data.names.length === 1 ? "" : "s"}`);
		}, [() => n().data.n.toLocaleString("en-US")]), K(e, t);
	};
	J(g, (e) => {
		V(a) ? e(_) : n().data && e(v, 1);
	}), E(f), z(() => X(f, "aria-busy", n().loading)), K(e, f), A();
}
Ci(["click"]), Q(), Z();
var $_ = /* @__PURE__ */ W("<option> </option>"), ev = /* @__PURE__ */ W("<div class=\"field svelte-1hswkl6\"><label class=\"svelte-1hswkl6\"> </label> <select></select></div>");
function tv(e, t) {
	let n = zi();
	k(t, !0);
	let r = ms(t, "value", 15);
	var i = ev(), a = F(i), o = L(a, !0), s = R(a, 2);
	Y(s, 21, () => t.choices, (e) => e.value, (e, t) => {
		var n = $_(), r = L(n, !0), i = {};
		z(() => {
			q(r, V(t).text), i !== (i = V(t).value) && (n.value = (n.__value = i) ?? "");
		}), K(e, n);
	}), E(s), ho(s), E(i), z(() => {
		X(a, "for", n), q(o, t.label), X(s, "id", n);
	}), go(s, r), K(e, i), A();
}
Q(), Z(), kl(), lu(), km();
var nv = /* @__PURE__ */ W("<input type=\"range\" aria-label=\"Penalty alpha, logarithmic\" class=\"svelte-1lkzr7h\"/>"), rv = /* @__PURE__ */ W("<!> <!>", 1), iv = /* @__PURE__ */ W("<div class=\"group svelte-1lkzr7h\"><h2 class=\"small\">Model</h2> <!> <!></div>");
function av(e, t) {
	k(t, !0);
	let n = ms(t, "lab", 7), r = Object.entries(Ol).map(([e, { text: t }]) => ({
		value: e,
		text: t
	})), i = {
		alpha: "Penalty alpha",
		l1_ratio: "Share of L1",
		delta: "Delta",
		hidden: "Hidden units"
	}, a = .05, o = /* @__PURE__ */ j(() => Ol[n().model].takes), s = /* @__PURE__ */ j(() => n().alpha > 0 ? Om(Math.log10(n().alpha), [-3, 2]) : -3.05);
	function c(e) {
		n().alpha = e < -3 ? 0 : Number((10 ** e).toPrecision(2));
	}
	let l = (e) => n().runSettings()[e];
	function u(e, t) {
		e === "hidden" ? (n().hidden_units = t, n().start = null) : n()[e] = t;
	}
	var d = iv(), f = R(F(d), 2), p = () => n().model, m = (e) => void n().choose(e);
	tv(f, {
		label: "Train a",
		get choices() {
			return r;
		},
		get value() {
			return p();
		},
		set value(e) {
			m(e);
		}
	}), Y(R(f, 2), 16, () => V(o), (e) => e, (e, t) => {
		var r = rv(), o = I(r);
		{
			let e = /* @__PURE__ */ j(() => l(t)), n = /* @__PURE__ */ j(() => t === "hidden");
			U_(o, {
				get label() {
					return i[t];
				},
				get value() {
					return V(e);
				},
				get limits() {
					return Em[t];
				},
				get whole() {
					return V(n);
				},
				onchange: (e) => u(t, e)
			});
		}
		var d = R(o, 2), f = (e) => {
			var t = nv();
			bo(t), X(t, "min", -3.05), X(t, "max", 2), X(t, "step", a);
			let r;
			z((e) => {
				xo(t, V(s)), X(t, "aria-valuetext", e), r = co(t, "", r, { "--here": (V(s) - -3 + a) / 5.05 });
			}, [() => Zl(n().alpha)]), U("input", t, (e) => c(Number(e.currentTarget.value))), K(e, t);
		};
		J(d, (e) => {
			t === "alpha" && e(f);
		}), K(e, r);
	}), E(d), K(e, d), A();
}
Ci(["input"]), Q(), Z(), zg(), lu(), $g(), km();
var ov = /* @__PURE__ */ W("<span class=\"mark advised svelte-1oblhsl\" aria-hidden=\"true\"></span>"), sv = /* @__PURE__ */ W("<span class=\"mark limit svelte-1oblhsl\" aria-hidden=\"true\"></span> <!>", 1), cv = /* @__PURE__ */ W("<span class=\"svelte-1oblhsl\"><button class=\"button quiet advised svelte-1oblhsl\"> <i aria-hidden=\"true\" class=\"svelte-1oblhsl\"></i></button></span>"), lv = /* @__PURE__ */ W("<button class=\"button quiet limit svelte-1oblhsl\"><i aria-hidden=\"true\" class=\"svelte-1oblhsl\"></i> </button>"), uv = /* @__PURE__ */ W("<div class=\"rate svelte-1oblhsl\"><!> <div><input type=\"range\" step=\"0.005\" aria-label=\"Learning rate, logarithmic\" class=\"svelte-1oblhsl\"/> <!></div> <div class=\"marks svelte-1oblhsl\"><!> <!></div></div>");
function dv(e, t) {
	k(t, !0);
	let n = /* @__PURE__ */ j(() => t.lab.limit), r = /* @__PURE__ */ j(() => t.lab.shows("limits") && t.lab.limitThere !== null), i = /* @__PURE__ */ j(() => t.lab.diagnosis && V(n) < Infinity ? t.lab.diagnosis.advised : Infinity), a = /* @__PURE__ */ j(() => t.lab.limitThere?.at ?? ""), o = /* @__PURE__ */ N(null), s = /* @__PURE__ */ j(() => V(o) ?? Eg(V(n), t.lab.lr)), c = (e) => Math.min(1, Math.max(0, (Math.log10(e) - V(s)[0]) / (V(s)[1] - V(s)[0]))), l = (e) => t.lab.setRate(Number((10 ** e).toPrecision(3)));
	var u = uv(), d = F(u);
	U_(d, {
		label: "Learning rate",
		short: "Rate",
		get value() {
			return t.lab.lr;
		},
		get limits() {
			return Em.lr;
		},
		onchange: (e) => t.lab.setRate(e),
		wide: !0
	});
	var f = R(d, 2);
	let p, m;
	var h = F(f);
	bo(h);
	var g = R(h, 2), _ = (e) => {
		var n = sv(), r = R(I(n), 2), i = (e) => {
			K(e, ov());
		};
		J(r, (e) => {
			t.lab.closedRule && e(i);
		}), K(e, n);
	};
	J(g, (e) => {
		V(r) && e(_);
	}), E(f);
	var v = R(f, 2);
	let y;
	var b = F(v), x = (e) => {
		var n = cv(), r = F(n), a = F(r);
		Le(), E(r), E(n), z((e, t) => {
			r.disabled = e, q(a, `advised ${t ?? ""}`);
		}, [() => !Number.isFinite(V(i)), () => Zg(V(i))]), U("click", r, () => t.lab.setRate(V(i))), K(e, n);
	}, S = /* @__PURE__ */ j(() => t.lab.closedRule && t.lab.shows("limits"));
	J(b, (e) => {
		V(S) && e(x);
	});
	var C = R(b, 2), w = (e) => {
		var r = lv(), i = R(F(r));
		E(r), z((e, t) => {
			r.disabled = e, q(i, `limit ${t ?? ""} ${V(a) ?? ""}`);
		}, [() => !Number.isFinite(V(n)), () => Zg(V(n))]), U("click", r, () => t.lab.setRate(Dg(V(n), 4))), K(e, r);
	};
	J(C, (e) => {
		V(r) && e(w);
	}), E(v), E(u), z((e, t, n, i, a, o) => {
		p = ao(f, 1, "track svelte-1oblhsl", null, p, { limited: V(r) }), m = co(f, "", m, {
			"--here": e,
			"--limit": t,
			"--advised": n
		}), X(h, "min", V(s)[0]), X(h, "max", V(s)[1]), xo(h, i), X(h, "aria-valuetext", a), y = co(v, "", y, { "--here": o });
	}, [
		() => c(t.lab.lr),
		() => c(V(n)),
		() => c(V(i)),
		() => Math.log10(t.lab.lr),
		() => Zl(t.lab.lr),
		() => c(V(i))
	]), U("pointerdown", h, () => P(o, V(s), !0)), U("pointerup", h, () => P(o, null)), Si("pointercancel", h, () => P(o, null)), U("input", h, (e) => l(Number(e.currentTarget.value))), K(e, u), A();
}
Ci([
	"pointerdown",
	"pointerup",
	"input",
	"click"
]), Q(), Z();
var fv = /* @__PURE__ */ W("<label class=\"svelte-8ton1m\"><span> </span> <input type=\"checkbox\" role=\"switch\" class=\"svelte-8ton1m\"/></label>");
function pv(e, t) {
	k(t, !0);
	let n = ms(t, "checked", 15);
	var r = fv(), i = F(r), a = L(i, !0), o = R(i, 2);
	bo(o), E(r), z(() => q(a, t.label)), Ho(o, n), K(e, r), A();
}
Q(), Z(), kl(), km();
var mv = /* @__PURE__ */ W("<div class=\"group svelte-37zj21\"><h2 class=\"small\">Run</h2> <!> <!> <!> <!> <!> <!></div>");
function hv(e, t) {
	k(t, !0);
	let n = ms(t, "lab", 7), r = [
		{
			value: "gd",
			text: "gradient descent"
		},
		{
			value: "momentum",
			text: "momentum 0.9"
		},
		{
			value: "nesterov",
			text: "Nesterov 0.9"
		},
		{
			value: "adam",
			text: "Adam"
		}
	], i = [
		{
			value: "0.25",
			text: "slow"
		},
		{
			value: "1",
			text: "as it opens"
		},
		{
			value: "4",
			text: "fast"
		}
	], a = [
		{
			value: "mse",
			text: "MSE, 1/n"
		},
		{
			value: "half-mse",
			text: "half MSE, 1/2n"
		},
		{
			value: "sse",
			text: "SSE, 1"
		},
		{
			value: "half-sse",
			text: "half SSE, ½"
		}
	];
	var o = mv(), s = R(F(o), 2), c = (e) => {
		U_(e, {
			label: "Epochs",
			get value() {
				return n().epochs;
			},
			get limits() {
				return Em.epochs;
			},
			whole: !0,
			onchange: (e) => n().setEpochs(e)
		});
	}, l = /* @__PURE__ */ j(() => n().shows("epochs"));
	J(s, (e) => {
		V(l) && e(c);
	});
	var u = R(s, 2), d = (e) => {
		var t = () => String(n().speed), r = (e) => n().speed = Number(e);
		tv(e, {
			label: "Speed",
			get choices() {
				return i;
			},
			get value() {
				return t();
			},
			set value(e) {
				r(e);
			}
		});
	}, f = /* @__PURE__ */ j(() => n().shows("play"));
	J(u, (e) => {
		V(f) && e(d);
	});
	var p = R(u, 2), m = (e) => {
		tv(e, {
			label: "Rule",
			get choices() {
				return r;
			},
			get value() {
				return n().rule;
			},
			set value(e) {
				n().rule = e;
			}
		});
	}, h = /* @__PURE__ */ j(() => n().shows("rule"));
	J(p, (e) => {
		V(h) && e(m);
	});
	var g = R(p, 2), _ = (e) => {
		tv(e, {
			label: "Loss",
			get choices() {
				return a;
			},
			get value() {
				return n().loss;
			},
			set value(e) {
				n().loss = e;
			}
		});
	}, v = /* @__PURE__ */ j(() => n().shows("loss") && Ol[n().model].squared);
	J(g, (e) => {
		V(v) && e(_);
	});
	var y = R(g, 2), b = (e) => {
		pv(e, {
			label: "Standardize columns",
			get checked() {
				return n().standardize;
			},
			set checked(e) {
				n().standardize = e;
			}
		});
	}, x = /* @__PURE__ */ j(() => n().shows("standardize"));
	J(y, (e) => {
		V(x) && e(b);
	});
	var S = R(y, 2), C = (e) => {
		{
			let t = /* @__PURE__ */ j(() => n().isLine ? "Show the closed form" : "Show the lowest loss");
			pv(e, {
				get label() {
					return V(t);
				},
				get checked() {
					return n().closedForm;
				},
				set checked(e) {
					n().closedForm = e;
				}
			});
		}
	}, w = /* @__PURE__ */ j(() => n().shows("closed"));
	J(S, (e) => {
		V(w) && e(C);
	}), E(o), K(e, o), A();
}
Q(), Z();
var gv = /* @__PURE__ */ Li("<path d=\"M4 3h3v10H4zM9 3h3v10H9z\"></path>"), _v = /* @__PURE__ */ Li("<path d=\"M4 2.5l9 5.5-9 5.5z\"></path>"), vv = /* @__PURE__ */ W("<div class=\"transport svelte-1liph9f\"><div class=\"epoch svelte-1liph9f\"><!></div> <input type=\"range\" min=\"0\" step=\"1\" aria-label=\"Epoch slider\" class=\"svelte-1liph9f\"/> <div class=\"buttons svelte-1liph9f\"><button class=\"button icon rewind svelte-1liph9f\" aria-label=\"Back to epoch 0 (R)\" title=\"Back to epoch 0 (R)\"><svg viewBox=\"0 0 16 16\" aria-hidden=\"true\" class=\"svelte-1liph9f\"><path d=\"M3 3v10M13 3L6 8l7 5z\"></path></svg></button> <button class=\"button icon svelte-1liph9f\" aria-label=\"One epoch back (←)\" title=\"One epoch back (←)\"><svg viewBox=\"0 0 16 16\" aria-hidden=\"true\" class=\"svelte-1liph9f\"><path d=\"M11 3L4 8l7 5z\"></path></svg></button> <button class=\"button main play svelte-1liph9f\" title=\"Space\"><svg viewBox=\"0 0 16 16\" aria-hidden=\"true\" class=\"svelte-1liph9f\"><!></svg> <span class=\"svelte-1liph9f\"> </span></button> <button class=\"button icon svelte-1liph9f\" aria-label=\"One epoch forward (→)\" title=\"One epoch forward (→)\"><svg viewBox=\"0 0 16 16\" aria-hidden=\"true\" class=\"svelte-1liph9f\"><path d=\"M5 3l7 5-7 5z\"></path></svg></button></div></div>");
function yv(e, t) {
	k(t, !0);
	let n = ms(t, "lab", 7);
	var r = vv(), i = F(r), a = F(i);
	{
		let e = /* @__PURE__ */ j(() => [0, n().epochs]);
		U_(a, {
			label: "Epoch",
			short: "-",
			get value() {
				return n().epoch;
			},
			get limits() {
				return V(e);
			},
			whole: !0,
			wide: !0,
			onchange: (e) => {
				n().playing = !1, n().jump(e);
			}
		});
	}
	E(i);
	var o = R(i, 2);
	bo(o);
	let s;
	var c = R(o, 2), l = F(c), u = R(l, 2), d = R(u, 2), f = F(d), p = F(f), m = (e) => {
		K(e, gv());
	}, h = (e) => {
		K(e, _v());
	};
	J(p, (e) => {
		n().playing ? e(m) : e(h, -1);
	}), E(f);
	var g = L(R(f, 2), !0);
	E(d);
	var _ = R(d, 2);
	E(c), E(r), z((e) => {
		X(o, "max", n().epochs), xo(o, n().epoch), X(o, "aria-valuetext", `epoch ${n().epoch ?? ""}${e ?? ""}`), s = co(o, "", s, { "--here": n().epochs ? n().epoch / n().epochs : 0 }), X(u, "aria-disabled", n().epoch === 0), q(g, n().playing ? "Pause" : "Play"), X(_, "aria-disabled", n().epoch >= n().epochs);
	}, [() => n().hidden.has("epochs") ? "" : ` of ${n().epochs}`]), U("input", o, (e) => {
		n().playing = !1, n().jump(Number(e.currentTarget.value));
	}), U("click", l, () => n().rewind()), U("click", u, () => n().step(-1)), U("click", d, () => n().togglePlay()), U("click", _, () => n().step(1)), K(e, r), A();
}
Ci(["input", "click"]);
// src/keys.ts
var bv = "input, textarea, select, [contenteditable], [role=\"slider\"], [role=\"tab\"], dialog, #beside-the-lab, [role=\"application\"]";
function xv(e, t) {
	let n = e.target instanceof Element ? e.target : null;
	if (e.ctrlKey || e.metaKey || e.altKey || n?.closest(bv) || !t.shows("play") || e.key === " " && n?.closest("button, a, summary")) return;
	let r = Sv(e.key, t);
	r && (e.preventDefault(), r());
}
function Sv(e, t) {
	switch (e) {
		case " ": return () => t.togglePlay();
		case "ArrowLeft": return () => t.step(-1);
		case "ArrowRight": return () => t.step(1);
		case "r":
		case "R": return () => t.rewind();
		default: return null;
	}
}
Q(), Z(), Su();
var Cv = /* @__PURE__ */ W("<button class=\"button main svelte-bd7u62\"><svg viewBox=\"0 0 16 16\" aria-hidden=\"true\" class=\"svelte-bd7u62\"><path></path></svg> </button>"), wv = /* @__PURE__ */ W("<section aria-label=\"Before the run\" class=\"svelte-bd7u62\"><h2> </h2> <p class=\"svelte-bd7u62\"> <!>. Say what you expect, and then watch.</p> <!></section>");
function Tv(e, t) {
	k(t, !0);
	let n = /* @__PURE__ */ j(() => t.lab.isLine && t.lab.descriptor.kind === "lesson");
	var r = wv(), i = F(r), a = L(i, !0), o = R(i, 2), s = F(o);
	bu(R(s), {
		get lab() {
			return t.lab;
		},
		name: "epoch",
		children: (e, t) => {
			Le(), K(e, Ri("epochs"));
		},
		$$slots: { default: !0 }
	}), Le(), E(o);
	var c = R(o, 2), l = (e) => {
		var n = Cv(), r = F(n), i = L(r), a = R(r);
		E(n), z(() => {
			X(i, "d", t.lab.playing ? "M4 3h3v10H4zM9 3h3v10H9z" : "M4 2.5l9 5.5-9 5.5z"), q(a, ` ${t.lab.playing ? "Pause the run" : t.lab.epoch > 0 ? "Go on" : "Play the run"}`);
		}), U("click", n, () => t.lab.togglePlay()), K(e, n);
	}, u = /* @__PURE__ */ j(() => t.lab.shows("play"));
	J(c, (e) => {
		V(u) && e(l);
	}), E(r), z((e) => {
		q(a, V(n) ? "Which will be right first, the slope or the intercept?" : "How far will the loss fall?"), q(s, `The red ${t.lab.isLine ? "line" : "curve"} is the first guess. Training moves it in ${e ?? ""} small steps, called `);
	}, [() => t.lab.hidden.has("epochs") ? "many" : t.lab.epochs]), K(e, r), A();
}
// src/theme.svelte.ts
Ci(["click"]), Z();
var Ev = "downslope-theme", Dv = class {
	#e = /* @__PURE__ */ N(Pn(Ov()));
	get chosen() {
		return V(this.#e);
	}
	set chosen(e) {
		P(this.#e, e, !0);
	}
	toggle() {
		let e = matchMedia("(prefers-color-scheme: dark)").matches, t = this.chosen ? this.chosen === "dark" : e;
		this.chosen = t ? "light" : "dark";
		try {
			localStorage.setItem(Ev, this.chosen);
		} catch {}
	}
};
function Ov() {
	try {
		let e = localStorage.getItem(Ev);
		return e === "light" || e === "dark" ? e : void 0;
	} catch {
		return;
	}
}
var kv = new Dv();
Q(), Z();
var Av = /* @__PURE__ */ W("<header class=\"svelte-3e27gw\"><div class=\"name svelte-3e27gw\"><h1 class=\"svelte-3e27gw\">Downslope <em class=\"svelte-3e27gw\">lab</em></h1> <p class=\"lede svelte-3e27gw\">Linear regression with its training loop in the open: <span class=\"formula svelte-3e27gw\">w ← w − lr · ∇L(w)</span></p></div> <!> <div class=\"side svelte-3e27gw\"><span class=\"version svelte-3e27gw\"> </span> <button class=\"button quiet theme svelte-3e27gw\" aria-label=\"Light or dark theme\"><svg viewBox=\"0 0 16 16\" aria-hidden=\"true\" class=\"svelte-3e27gw\"><circle cx=\"8\" cy=\"8\" r=\"6.2\"></circle><path d=\"M8 1.8a6.2 6.2 0 0 1 0 12.4z\" class=\"svelte-3e27gw\"></path></svg></button></div></header>");
function jv(e, t) {
	k(t, !0);
	var n = Av(), r = R(F(n), 2);
	Na(r, () => t.children ?? b);
	var i = R(r, 2), a = F(i), o = L(a, !0), s = R(a, 2);
	E(i), E(n), z(() => q(o, t.lab.version)), U("click", s, () => kv.toggle()), K(e, n), A();
}
Ci(["click"]), Q(), Z(), Is();
var Mv = /* @__PURE__ */ W("<p class=\"bad svelte-hjwx1i\">The server has stopped. The charts still work; everything else waits until <code>downslope lab</code> runs again.</p>"), Nv = /* @__PURE__ */ W("<p class=\"bad svelte-hjwx1i\"> <button class=\"button quiet\">Dismiss</button></p>"), Pv = /* @__PURE__ */ W("<p> </p>"), Fv = /* @__PURE__ */ W("<div class=\"svelte-hjwx1i\"><!> <!> <button class=\"button quiet\">Dismiss</button></div>"), Iv = /* @__PURE__ */ W("<div class=\"notices svelte-hjwx1i\" role=\"status\"><!> <!> <!></div>");
function Lv(e, t) {
	k(t, !0);
	let n = ms(t, "lab", 7), r = (e) => e.scrollIntoView({ block: "nearest" });
	var i = Iv(), a = F(i), o = (e) => {
		K(e, Mv());
	};
	J(a, (e) => {
		Fs.stopped && e(o);
	});
	var s = R(a, 2), c = (e) => {
		var t = Nv(), i = F(t), a = R(i);
		E(t), qa(t, () => r), z(() => q(i, `${n().error ?? ""} `)), U("click", a, () => n().error = ""), K(e, t);
	};
	J(s, (e) => {
		n().error && e(c);
	});
	var l = R(s, 2), u = (e) => {
		var t = Fv(), i = F(t);
		Y(i, 17, () => n().notices.slice(0, 5), ya, (e, t) => {
			var n = Pv(), r = L(n, !0);
			z(() => q(r, V(t))), K(e, n);
		});
		var a = R(i, 2), o = (e) => {
			var t = Pv(), r = L(t);
			z(() => q(r, `${n().notices.length - 5} more values in the link were changed.`)), K(e, t);
		};
		J(a, (e) => {
			n().notices.length > 5 && e(o);
		});
		var s = R(a, 2);
		E(t), qa(t, () => r), U("click", s, () => n().notices = []), K(e, t);
	};
	J(l, (e) => {
		n().notices.length && e(u);
	}), E(i), K(e, i), A();
}
Ci(["click"]), ct(), at(), Q(), Z();
var Rv = /* @__PURE__ */ W("<section aria-label=\"Predict first\" class=\"svelte-1d1fmlk\"><h2>Predict first.</h2> <p class=\"svelte-1d1fmlk\">The question beside the lab is about this run. Its result appears here once you have made a\n    prediction or skipped it.</p></section>");
function zv(e) {
	K(e, Rv());
}
Q(), Z(), D_(), lu(), S_(), mc(), Su();
var Bv = /* @__PURE__ */ W("<p class=\"formula svelte-4tb71s\"> </p>"), Vv = /* @__PURE__ */ W("<section class=\"svelte-4tb71s\"><header><h2>One epoch, five steps</h2> <p class=\"lede\"> </p></header> <ol class=\"svelte-4tb71s\"><li class=\"svelte-4tb71s\"><h3 class=\"svelte-4tb71s\"><!></h3> <p class=\"formula svelte-4tb71s\"> </p> <p class=\"numbers svelte-4tb71s\"> </p></li> <li class=\"svelte-4tb71s\"><h3 class=\"svelte-4tb71s\"><!></h3> <p class=\"formula svelte-4tb71s\"> </p> <p class=\"numbers svelte-4tb71s\"><!></p></li> <li class=\"svelte-4tb71s\"><h3 class=\"svelte-4tb71s\"><!></h3> <p class=\"formula svelte-4tb71s\"> </p> <p class=\"numbers svelte-4tb71s\"> </p></li> <li class=\"svelte-4tb71s\"><h3 class=\"svelte-4tb71s\"><!></h3> <p class=\"formula svelte-4tb71s\"> </p> <p class=\"numbers svelte-4tb71s\"> </p></li> <li class=\"svelte-4tb71s\"><h3 class=\"svelte-4tb71s\"><!></h3> <!> <!> <p class=\"numbers svelte-4tb71s\"> </p></li></ol></section>");
function Hv(e, t) {
	k(t, !0);
	let n = /* @__PURE__ */ j(() => t.lab.hidden.has("rate") ? "lr" : Zl(t.lab.lr)), r = {
		mse: ["(1/n) Σ residual²", "(2/n) Xᵀ(ŷ − y)"],
		"half-mse": ["(1/2n) Σ residual²", "(1/n) Xᵀ(ŷ − y)"],
		sse: ["Σ residual²", "2 Xᵀ(ŷ − y)"],
		"half-sse": ["½ Σ residual²", "Xᵀ(ŷ − y)"]
	};
	function i(e) {
		let { hidden: n } = t.lab;
		return n.has("model") ? {
			predict: "ŷ = f(X, w)",
			loss: "L(ŷ, y)",
			gradient: "∇L(w)",
			after: ""
		} : n.has("loss") ? {
			...e,
			loss: "L(ŷ, y)",
			gradient: "∇L(w)"
		} : e;
	}
	let a = /* @__PURE__ */ j(() => t.lab.hidden.has("rule") ? ["w ← w − step(g)"] : {
		gd: [`w ← w − ${V(n)}·g`],
		momentum: ["v ← 0.9 v + g", `w ← w − ${V(n)}·v`],
		nesterov: ["v ← 0.9 v + g", `w ← w − ${V(n)}·(g + 0.9 v)`],
		adam: [
			"m ← 0.9 m + 0.1 g",
			"s ← 0.999 s + 0.001 g²",
			`w ← w − ${V(n)}·m̂/√ŝ`
		]
	}[t.lab.rule]), o = {
		logistic: "p₁",
		softmax: "p₁ of the class seen",
		poisson: "μ₁"
	}, s = /* @__PURE__ */ j(() => Math.min(t.lab.epoch, t.lab.run?.epochs ?? 0)), c = /* @__PURE__ */ j(() => t.lab.run ? T_(t.lab.run, V(s)) : null), l = /* @__PURE__ */ j(() => t.lab.isLine ? t.lab.problem && oc(t.lab.problem) : t.lab.trained.model), u = /* @__PURE__ */ j(() => V(l) && V(c)?.length === V(l).size ? x_(V(l), V(c)) : null), d = /* @__PURE__ */ j(() => i({
		predict: "ŷ = X w + b",
		loss: r[t.lab.loss][0],
		gradient: r[t.lab.loss][1],
		after: "",
		...t.lab.trained.formulas
	})), f = /* @__PURE__ */ j(() => t.lab.run && V(s) < t.lab.run.epochs ? T_(t.lab.run, V(s) + 1) : null), p = /* @__PURE__ */ j(() => t.lab.weightNames.map((e) => e === "intercept" ? "b" : t.lab.startMoves ? e.length > 6 ? `${e.slice(0, 5)}…` : `w_${e}` : e)), m = /* @__PURE__ */ j(() => {
		let e = V(p).length - 1;
		return V(p).length <= 3 ? V(p).map((e, t) => t) : [
			0,
			1,
			e
		];
	}), h = /* @__PURE__ */ j(() => V(p).length > 3 ? " …" : ""), g = /* @__PURE__ */ j(() => {
		let { data: e, weights: n } = t.lab;
		if (!e || !n || !V(l)) return null;
		let r = e.columns.map((e) => e[0]);
		if (!t.lab.isLine) {
			let i = t.lab.predict(r.map((e) => [e]), n), a = V(l).outputs > 1 ? V(l).target.subarray(0, V(l).outputs) : [t.lab.heights(e.y)[0]], o = V(l).outputs > 1 ? a.indexOf(1) : 0;
			return {
				prediction: i[o],
				y: a[o],
				sum: ""
			};
		}
		let i = r.reduce((e, t, r) => e + t * n[r], n[r.length]), a = r.slice(0, 2).map((e, t) => `${$(n[t])}·${$(e, 3)}`), o = r.length > 2 ? " + …" : "";
		return {
			prediction: i,
			y: e.y[0],
			sum: `${a.join(" + ")}${o} + ${$(n[r.length])}`.replaceAll("+ −", "− ")
		};
	}), _ = (e) => V(m).map((t) => `${V(p)[t]} ${$(e[t])}`).join(", ") + V(h);
	var v = G(), y = I(v), b = (e) => {
		var n = Vv(), r = F(n), i = L(R(F(r), 2));
		E(r);
		var c = R(r, 2), l = F(c), p = F(l);
		bu(F(p), {
			get lab() {
				return t.lab;
			},
			name: "weights",
			children: (e, t) => {
				Le(), K(e, Ri("Initialize"));
			},
			$$slots: { default: !0 }
		}), E(p);
		var m = R(p, 2), h = L(m), v = L(R(m, 2), !0);
		E(l);
		var y = R(l, 2), b = F(y);
		bu(F(b), {
			get lab() {
				return t.lab;
			},
			name: "prediction",
			children: (e, t) => {
				Le(), K(e, Ri("Predict"));
			},
			$$slots: { default: !0 }
		}), E(b);
		var x = R(b, 2), S = L(x, !0), C = R(x, 2), w = F(C), T = (e) => {
			var t = Ri();
			z((e) => q(t, `ŷ₁ = ${V(g).sum ?? ""} = ${e ?? ""}`), [() => $(V(g).prediction)]), K(e, t);
		}, ee = (e) => {
			var n = Ri();
			z((e, t) => q(n, `${e ?? ""} = ${t ?? ""}`), [() => t.lab.hidden.has("model") ? "ŷ₁" : o[t.lab.model] ?? "ŷ₁", () => $(V(g).prediction)]), K(e, n);
		};
		J(w, (e) => {
			V(g).sum ? e(T) : e(ee, -1);
		}), E(C), E(y);
		var te = R(y, 2), ne = F(te);
		bu(F(ne), {
			get lab() {
				return t.lab;
			},
			name: "loss",
			children: (e, t) => {
				Le(), K(e, Ri("Loss"));
			},
			$$slots: { default: !0 }
		}), E(ne);
		var re = R(ne, 2), ie = L(re), ae = L(R(re, 2));
		E(te);
		var oe = R(te, 2), se = F(oe);
		bu(F(se), {
			get lab() {
				return t.lab;
			},
			name: "gradient",
			children: (e, t) => {
				Le(), K(e, Ri("Gradient"));
			},
			$$slots: { default: !0 }
		}), E(se);
		var ce = R(se, 2), le = L(ce), ue = L(R(ce, 2), !0);
		E(oe);
		var de = R(oe, 2), fe = F(de);
		bu(F(fe), {
			get lab() {
				return t.lab;
			},
			name: "learning rate",
			children: (e, t) => {
				Le(), K(e, Ri("Update"));
			},
			$$slots: { default: !0 }
		}), E(fe);
		var pe = R(fe, 2);
		Y(pe, 16, () => V(a), (e) => e, (e, t) => {
			var n = Bv(), r = L(n, !0);
			z(() => q(r, t)), K(e, n);
		});
		var me = R(pe, 2), he = (e) => {
			var t = Bv(), n = L(t, !0);
			z(() => q(n, V(d).after)), K(e, t);
		};
		J(me, (e) => {
			V(d).after && e(he);
		});
		var ge = L(R(me, 2), !0);
		E(de), E(c), E(n), z((e, r, a, o, c, l, u) => {
			X(n, "aria-label", `The five steps at epoch ${V(s) ?? ""}`), q(i, `Epoch ${V(s) ?? ""}${e ?? ""}, with its numbers${r ?? ""}.`), q(h, `w₀ = ${t.lab.start ? "your start" : "the first guess"}`), q(v, a), q(S, V(d).predict), q(ie, `L = ${V(d).loss ?? ""}`), q(ae, `first residual ${o ?? ""}; L = ${c ?? ""}`), q(le, `g = ${V(d).gradient ?? ""}`), q(ue, l), q(ge, u);
		}, [
			() => t.lab.hidden.has("epochs") ? "" : ` of ${t.lab.epochs}`,
			() => t.lab.standardize && !t.lab.hidden.has("standardize") ? ". The loop runs on standardized columns" : "",
			() => _(t.lab.startWeights),
			() => $(V(g).prediction - V(g).y),
			() => $(t.lab.currentLoss),
			() => _(V(u)),
			() => V(f) ? _(V(f)) : "the run ends here"
		]), K(e, n);
	};
	J(y, (e) => {
		V(c) && V(u) && V(g) && t.lab.weights && e(b);
	}), K(e, v), A();
}
Q(), Z();
var Uv = /* @__PURE__ */ W("<button> </button>"), Wv = /* @__PURE__ */ W("<nav aria-label=\"Beside the lab\" class=\"svelte-pal2eo\"></nav>");
function Gv(e, t) {
	k(t, !0);
	var n = G(), r = I(n), i = (e) => {
		var n = Wv();
		Y(n, 21, () => t.panels.tabs, (e) => e.id, (e, n) => {
			let r = /* @__PURE__ */ j(() => t.panels.open && t.panels.tab === V(n).id);
			var i = Uv();
			let a;
			var o = L(i, !0);
			z(() => {
				a = ao(i, 1, "button svelte-pal2eo", null, a, { shown: V(r) }), X(i, "aria-expanded", V(r)), X(i, "aria-controls", V(r) ? "beside-the-lab" : void 0), q(o, V(n).text);
			}), U("click", i, (e) => V(r) ? t.panels.close() : t.panels.show(V(n).id, e.currentTarget)), K(e, i);
		}), E(n), K(e, n);
	};
	J(r, (e) => {
		t.panels.tabs.length && e(i);
	}), K(e, n), A();
}
Ci(["click"]), Z(), Vm();
var Kv = class {
	lab;
	#e = /* @__PURE__ */ N(!1);
	get active() {
		return V(this.#e);
	}
	set active(e) {
		P(this.#e, e, !0);
	}
	#t = /* @__PURE__ */ N(-1);
	get chosen() {
		return V(this.#t);
	}
	set chosen(e) {
		P(this.#t, e, !0);
	}
	#n = /* @__PURE__ */ N(null);
	get frame() {
		return V(this.#n);
	}
	set frame(e) {
		P(this.#n, e);
	}
	#r = /* @__PURE__ */ N([]);
	get before() {
		return V(this.#r);
	}
	set before(e) {
		P(this.#r, e);
	}
	held = null;
	constructor(e) {
		this.lab = e;
	}
	#i = /* @__PURE__ */ j(() => this.lab.data ? Am(this.lab.data) : null);
	get points() {
		return V(this.#i);
	}
	set points(e) {
		P(this.#i, e);
	}
	#a = /* @__PURE__ */ j(() => this.active && this.points?.names.length === 1);
	get onChart() {
		return V(this.#a);
	}
	set onChart(e) {
		P(this.#a, e);
	}
	#o = /* @__PURE__ */ j(() => this.before.length > 0 && this.lab.descriptor.kind === "points");
	get canUndo() {
		return V(this.#o);
	}
	set canUndo(e) {
		P(this.#o, e);
	}
	start() {
		this.points && (this.active = !0);
	}
	stop() {
		this.active = !1, this.chosen = -1;
	}
	add(e) {
		if (!this.points) return;
		let t = jm(this.points, e);
		this.change(t) && (this.chosen = t.y.length - 1);
	}
	move(e, t, n = !1) {
		this.points && (n && this.held === null && (this.held = this.points), this.chosen = e, this.change(Mm(this.points, e, t), !n));
	}
	drop() {
		this.held && this.remember(this.held), this.held = null, this.frame = null;
	}
	set(e, t, n) {
		this.points && this.change(Nm(this.points, e, t, n));
	}
	remove(e) {
		if (!this.points) return;
		let t = Pm(this.points, e);
		this.change(t) && (this.chosen = Math.min(e, t.y.length - 1));
	}
	undo() {
		let e = this.before.at(-1);
		e && (this.before = this.before.slice(0, -1), this.chosen = -1, this.show(e));
	}
	change(e, t = !0) {
		return !this.points || e === this.points ? !1 : (t && this.remember(this.points), this.show(e), !0);
	}
	remember(e) {
		this.before = [...this.before.slice(-99), e];
	}
	show(e) {
		this.lab.take(e, Fm(e));
	}
};
// src/checksum.ts
function qv(e) {
	let t = -1;
	for (let n of new TextEncoder().encode(e.replace(/[ \t\r\n]+/g, ""))) {
		t ^= n;
		for (let e = 0; e < 8; e += 1) t = t & 1 ? t >>> 1 ^ 3988292384 : t >>> 1;
	}
	return `crc32:${(~t >>> 0).toString(16).padStart(8, "0")}`;
}
var Jv = t((() => {}));
// src/progress.svelte.ts
function Yv() {
	try {
		return window.localStorage;
	} catch {
		return null;
	}
}
function Xv(e) {
	if (!fy(e, "learn")) return e;
	let { folder: t, ...n } = e.learn;
	return {
		...e,
		learn: n
	};
}
function Zv(e) {
	if (e.length > sy) throw new cy("it is larger than 4 MB");
	let t;
	try {
		t = JSON.parse(e);
	} catch {
		throw new cy($v(e));
	}
	if (!dy(t) || t.format !== iy) throw new cy("it is not marked as Downslope progress");
	if (!Number.isInteger(t.version) || t.version < 1) throw new cy("it has no version");
	if (t.version > ay) throw new cy(`it was written by a newer Downslope, version ${String(t.version)}`);
	if (!dy(t.records)) throw new cy("it has no records");
	let n = Object.fromEntries(Object.entries(t.records).map(([e, t]) => [e, ty(e, t)])), r = Object.hasOwn(t, oy);
	if (r && !Qv(e, t[oy])) throw new cy("its checksum does not match: it was changed after the export");
	return {
		records: n,
		isChecked: r
	};
}
function Qv(e, t) {
	let n = e.lastIndexOf(`"${oy}"`), r = e.slice(n + 8 + 2);
	return n >= 0 && /^\s*:\s*"[^"]*"\s*\}\s*$/.test(r) && t === qv(e.slice(0, n));
}
function $v(e) {
	return e.trim() === "" ? "it is empty" : RegExp(`^\\s*\\{\\s*"format"\\s*:\\s*"${iy}"`).test(e) ? ey(e) ? "its end is missing: it was cut off" : "it is no longer JSON: it was changed after the export" : "it is not JSON";
}
function ey(e) {
	let t = e.replace(/"(?:[^"\\]|\\.)*"/gs, "");
	return t.includes("\"") || t.split(/[{[]/).length > t.split(/[}\]]/).length;
}
function ty(e, t) {
	if (!(e !== "__proto__" && dy(t) && Object.entries(t).every(([e, t]) => e !== "__proto__" && dy(t) && typeof t.at == "string"))) throw new cy(`“${e.slice(0, 40)}” does not hold records`);
	return t;
}
var ny, ry, iy, ay, oy, sy, cy, ly, uy, dy, fy, py = t((() => {
	Z(), Jv(), ny = "downslope.progress", ry = "downslope.progress.aside", iy = "downslope-progress", ay = 1, oy = "checksum", sy = 4 * 2 ** 20, cy = class extends Error {}, ly = class {
		store;
		#e = /* @__PURE__ */ N("");
		get notice() {
			return V(this.#e);
		}
		set notice(e) {
			P(this.#e, e, !0);
		}
		#t = /* @__PURE__ */ N({});
		get records() {
			return V(this.#t);
		}
		set records(e) {
			P(this.#t, e);
		}
		inMemory = !1;
		constructor(e) {
			this.store = e, this.refresh();
		}
		get(e, t) {
			return fy(fy(this.records, e) ?? {}, t) ?? null;
		}
		all(e) {
			return fy(this.records, e) ?? {};
		}
		get count() {
			return Object.values(this.records).reduce((e, t) => e + Object.keys(t).length, 0);
		}
		record(e, t, n) {
			this.refresh();
			let r = this.all(e), i = (/* @__PURE__ */ new Date()).toISOString();
			this.keep({
				...this.records,
				[e]: {
					...r,
					[t]: {
						...fy(r, t),
						...n,
						at: i
					}
				}
			});
		}
		forget(e, t) {
			this.refresh();
			let { [t]: n, ...r } = this.all(e);
			this.keep({
				...this.records,
				[e]: r
			});
		}
		reset() {
			this.notice = "", this.keep({});
		}
		export() {
			let e = `${uy(Xv(this.records)).slice(0, -2)},\n `;
			return `${e}"${oy}": "${qv(e)}"\n}`;
		}
		import(e) {
			let { records: t, isChecked: n } = Zv(e);
			this.refresh();
			let r = { ...this.records }, i = 0;
			for (let [e, n] of Object.entries(Xv(t))) {
				let t = { ...fy(r, e) };
				for (let [e, r] of Object.entries(n)) {
					let n = fy(t, e), a = !n || r.at > n.at;
					t[e] = a ? {
						...n,
						...r
					} : {
						...r,
						...n
					}, (a || Object.keys(t[e]).length > Object.keys(n).length) && (i += 1);
				}
				r[e] = t;
			}
			return this.keep(r), {
				changed: i,
				isChecked: n
			};
		}
		refresh() {
			if (this.inMemory) return;
			let e;
			try {
				e = this.store?.getItem("downslope.progress") ?? null;
			} catch {
				return this.lasts();
			}
			if (this.store === null) return this.lasts();
			if (e !== null) try {
				this.records = Zv(e).records;
			} catch (t) {
				this.putAside(e, t instanceof Error ? t.message : String(t));
			}
		}
		putAside(e, t) {
			this.records = {};
			try {
				let n = (this.store?.getItem("downslope.progress.aside") ?? e) === e ? ry : `${ry}.${Date.now()}`;
				this.store?.setItem(n, e), this.store?.removeItem(ny), this.notice = `The progress kept in this browser could not be read (${t}). It was moved to “${n}”, and a new record was started.`;
			} catch {
				this.lasts();
			}
		}
		keep(e) {
			if (this.records = e, !this.inMemory) try {
				this.store?.setItem(ny, uy(e));
			} catch {
				this.lasts();
			}
		}
		lasts() {
			this.inMemory = !0, this.notice = "This browser does not store data for this page, so your progress lasts until you leave. Export it to keep it.";
		}
	}, uy = (e) => JSON.stringify({
		format: iy,
		version: ay,
		records: e
	}, null, 1), dy = (e) => typeof e == "object" && !!e && !Array.isArray(e), fy = (e, t) => Object.hasOwn(e, t) ? e[t] : void 0;
})), my, hy, gy, _y, vy, yy, by, xy, Sy = t((() => {
	$s(), my = () => Ys("lesson"), hy = (e, t) => Xs("experiment", {
		id: e,
		prediction: t
	}), gy = (e, t) => Xs("prompt", {
		id: e,
		answer: t
	}), _y = () => Ys("quiz"), vy = (e, t) => Xs("quiz/pose", t === void 0 ? { id: e } : {
		id: e,
		seed: t
	}), yy = (e, t, n, r) => Xs("quiz/grade", {
		id: e,
		seed: t,
		answer: n,
		attempt: r
	}), by = (e, t, n) => Xs("quiz/hint", {
		id: e,
		seed: t,
		step: n
	}), xy = (e, t) => Xs("open", {
		target: e,
		text: t
	});
}));
// src/panels/learn/setups.ts
function Cy(e) {
	let [t, n, ...r] = e.trim().split(/[\s=]+/);
	if (t !== "downslope") return null;
	if (n === "lab" && r.length === 0) return My;
	if (n === "demo") return Ty(My, r);
	if (!Py.includes(n ?? "")) return null;
	let i = r.shift() ?? "";
	if (i === "--case") return Ty({
		verb: "compare",
		case: r.shift(),
		epochs: Dm.epochs
	}, r);
	if (!/^[a-z][\w-]*$/.test(i)) return null;
	let { epochs: a } = Dm;
	return Iy(i) ? Ty({
		verb: "model",
		points: i,
		n: 100,
		seed: 0,
		standardize: !1,
		epochs: a
	}, r) : Ty({
		verb: "data",
		dataset: i,
		epochs: a
	}, r);
}
function wy(e) {
	let t = Tl(zy(e));
	for (let n of Ol[zy(e)].takes) t[n] = e[n] ?? t[n];
	return t;
}
function Ty(e, t) {
	let n = { ...e };
	for (; t.length > 0;) {
		let e = t.shift() ?? "", r = Ry[e] ?? Ny.find((t) => e === `--${t}`);
		if (e === "--standardize") n.standardize = !0;
		else if (e === "--rule") {
			let e = t.shift() ?? "";
			if (!By(e)) return null;
			n.rule = e;
		} else if (e === "--model") {
			let e = t.shift() ?? "";
			if (!Ly(e)) return null;
			n.model = e;
		} else if (e === "--start") {
			if (n.start = t.shift()?.split(",").map(Number) ?? [], !n.start.every(Number.isFinite)) return null;
		} else if (Fy.includes(e)) t.shift();
		else if (r) {
			let e = Number(t.shift()?.split(",")[0]);
			if (!Number.isFinite(e)) return null;
			n[r] = e;
		} else return null;
	}
	return n;
}
function Ey(e, t) {
	let { descriptor: n } = t;
	return n.kind === "case" ? e.verb === "compare" && e.case === n.case : n.kind === "example" || e.verb === "model" ? Dy(e, t) : n.kind === "dataset" ? n.name === (e.dataset ?? e.case) : n.kind !== "lesson" || e.verb !== "train" || !Uy(e) || (e.rule ?? "gd") !== "gd" && e.rule !== t.rule ? !1 : [
		"n",
		"seed",
		"low",
		"high"
	].every((t) => e[t] === n[t]) && e.lr === t.lr && (e.standardize ?? !1) === t.standardize;
}
function Dy(e, t) {
	let { descriptor: n } = t;
	if (n.kind !== "example" || e.verb !== "model" || !Uy(e)) return !1;
	let r = e.points === n.points && e.n === n.n && e.seed === n.seed, i = t.runSettings(), a = wy(e), o = Ol[t.model].takes.every((e) => i[e] === a[e]), s = Vy(e) === (t.start ?? []).join() && e.lr === t.lr && (e.standardize ?? !1) === t.standardize;
	return r && zy(e) === t.model && o && s && (e.rule ?? "gd") === t.rule;
}
async function Oy(e, t) {
	let n = Uy(t) ? jy(t) : null;
	return n === null || !await e.load(n) ? !1 : (await e.recall({
		...e.runSettings(),
		model: zy(t),
		...wy(t),
		rule: t.rule ?? "gd",
		loss: "mse",
		start: t.start ?? null,
		standardize: t.standardize ?? !1,
		lr: t.lr ?? e.lr,
		epochs: Math.min(t.epochs, Em.epochs[1])
	}), t.lr === void 0 && e.takeUsualRate(), !0);
}
async function ky(e, t) {
	if (!await Oy(e, t)) return !1;
	let n = typeof matchMedia == "function" && matchMedia("(prefers-reduced-motion: reduce)").matches;
	return e.rewind(), n ? e.jump(e.epochs) : e.togglePlay(), !0;
}
function Ay(e, t) {
	if (e.id !== "part-two") {
		let t = e.see.filter(({ line: e }) => Gy(Cy(e))), n = t.find(({ line: e }) => Cy(e)?.verb === "model") ?? t[0];
		return n ? [n.line] : [];
	}
	return ["downslope train lesson-line --lr 0.01", ...t.filter((e) => Wy.includes(e.id)).flatMap((e) => Ay(e, []))];
}
function jy(e) {
	if (e.points) return {
		kind: "example",
		points: e.points,
		n: e.n ?? 100,
		seed: e.seed ?? 0
	};
	if (e.dataset) return {
		kind: "dataset",
		name: e.dataset
	};
	if (e.verb !== "compare") return Ky(e);
	let t = Sm.find((t) => t === e.case);
	return t ? {
		kind: "case",
		case: t
	} : null;
}
var My, Ny, Py, Fy, Iy, Ly, Ry, zy, By, Vy, Hy, Uy, Wy, Gy, Ky, qy = t((() => {
	Tm(), kl(), Vl(), km(), My = {
		verb: "train",
		lr: Dm.lr,
		epochs: Dm.epochs,
		n: Cm.n,
		noise: Cm.noise,
		seed: Cm.seed,
		low: Cm.low,
		high: Cm.high,
		standardize: !1
	}, Ny = [
		"lr",
		"epochs",
		"n",
		"noise",
		"seed"
	], Py = [
		"fit",
		"train",
		"sweep",
		"diagnose",
		"compare"
	], Fy = ["--every", "--loss"], Iy = (e) => Object.hasOwn(wm, e), Ly = (e) => Object.hasOwn(Ol, e), Ry = {
		"--alpha": "alpha",
		"--l1-ratio": "l1_ratio",
		"--delta": "delta",
		"--hidden": "hidden"
	}, zy = (e) => e.model || "least-squares", By = (e) => Object.hasOwn(Rl, e), Vy = (e) => (e.start ?? []).join(), Hy = (e, t) => e.verb === t.verb && (e.case ?? "") === (t.case ?? "") && e.dataset === t.dataset && e.points === t.points && Vy(e) === Vy(t) && zy(e) === zy(t) && Ol[zy(e)].takes.every((n) => wy(e)[n] === wy(t)[n]) && (e.verb !== "train" && e.verb !== "model" || [
		...Ny,
		"low",
		"high",
		"standardize"
	].every((n) => e[n] === t[n]) && (e.rule ?? "gd") === (t.rule ?? "gd") && (e.batch_size ?? 0) === (t.batch_size ?? 0)), Uy = (e) => e.verb !== "split" && !e.batch_size && (e.start_scale ?? 1) === 1 && Ly(zy(e)) && By(e.rule ?? "gd") && (!e.points || Iy(e.points)), Wy = [
		"huber",
		"logistic",
		"poisson"
	], Gy = (e) => e !== null && Uy(e), Ky = (e) => ({
		kind: "lesson",
		n: e.n ?? Cm.n,
		noise: e.noise ?? Cm.noise,
		seed: e.seed ?? Cm.seed,
		low: e.low ?? Cm.low,
		high: e.high ?? Cm.high
	});
}));
py(), Z(), $s(), Sy(), qy();
var Jy = class {
	lab;
	progress;
	#e = /* @__PURE__ */ N(null);
	get lesson() {
		return V(this.#e);
	}
	set lesson(e) {
		P(this.#e, e);
	}
	#t = /* @__PURE__ */ N(null);
	get quiz() {
		return V(this.#t);
	}
	set quiz(e) {
		P(this.#t, e);
	}
	#n = /* @__PURE__ */ N("");
	get error() {
		return V(this.#n);
	}
	set error(e) {
		P(this.#n, e, !0);
	}
	#r = /* @__PURE__ */ N("lesson");
	get view() {
		return V(this.#r);
	}
	set view(e) {
		P(this.#r, e, !0);
	}
	#i = /* @__PURE__ */ N(null);
	get sectionId() {
		return V(this.#i);
	}
	set sectionId(e) {
		P(this.#i, e, !0);
	}
	#a = /* @__PURE__ */ N(null);
	get itemId() {
		return V(this.#a);
	}
	set itemId(e) {
		P(this.#a, e, !0);
	}
	#o = /* @__PURE__ */ N(null);
	get topic() {
		return V(this.#o);
	}
	set topic(e) {
		P(this.#o, e, !0);
	}
	constructor(e, t, n = null) {
		this.lab = e, this.progress = t, this.sectionId = n;
	}
	#s = /* @__PURE__ */ j(() => this.lesson?.sections.find((e) => e.id === this.sectionId) ?? null);
	get section() {
		return V(this.#s);
	}
	set section(e) {
		P(this.#s, e);
	}
	async load() {
		this.error = "";
		try {
			this.lesson ??= await my();
		} catch (e) {
			this.error = Us(e);
		}
	}
	async loadQuiz() {
		this.error = "";
		try {
			this.quiz ??= (await _y()).items;
		} catch (e) {
			this.error = Us(e);
		}
	}
	go(e) {
		this.view = "lesson", this.sectionId = e;
	}
	isRead(e) {
		return this.progress.get("section", e) !== null;
	}
	markRead(e, t = !0) {
		t ? this.progress.record("section", e, { read: !0 }) : this.progress.forget("section", e);
	}
	#c = /* @__PURE__ */ j(() => this.lesson?.sections.flatMap((e) => e.experiments) ?? []);
	get experiments() {
		return V(this.#c);
	}
	set experiments(e) {
		P(this.#c, e);
	}
	promptsOf(e) {
		let t = this.lesson?.prompts ?? [];
		return e.prompts.flatMap((e) => t.find((t) => t.id === e) ?? []);
	}
	isDone(e) {
		return typeof this.progress.get("prediction", e)?.status == "string";
	}
	isLocked(e, t) {
		return t.experiments.some((t) => !this.isDone(t.id) && Hy(t.setup, e));
	}
	#l = /* @__PURE__ */ j(() => (this.view === "lesson" ? this.section?.experiments ?? [] : []).some((e) => !this.isDone(e.id) && Ey(e.setup, this.lab)));
	get asks() {
		return V(this.#l);
	}
	set asks(e) {
		P(this.#l, e);
	}
	#u = /* @__PURE__ */ j(() => (this.lesson?.sections ?? []).find((e) => !this.isRead(e.id)) ?? null);
	get next() {
		return V(this.#u);
	}
	set next(e) {
		P(this.#u, e);
	}
	titleOf(e) {
		return this.lesson?.sections.find((t) => t.id === e)?.title ?? e.replaceAll("-", " ").replace(/^./, (e) => e.toUpperCase());
	}
	isRight(e) {
		return this.progress.get("quiz", e)?.correct === !0;
	}
	nextItem(e) {
		let t = (this.quiz ?? []).filter((e) => this.topic === null || e.topic === this.topic), n = t.findIndex((t) => t.id === e) + 1;
		return [...t.slice(n), ...t.slice(0, n)].find((t) => t.id !== e && !this.isRight(t.id)) ?? null;
	}
};
Z(), Cs();
var Yy = [
	{
		id: "learn",
		text: "Learn"
	},
	{
		id: "data",
		text: "Your data"
	},
	{
		id: "share",
		text: "Share"
	}
], Xy = "downslope.panel", Zy = "(min-width: 1180px)", Qy = class {
	lab;
	#e = /* @__PURE__ */ N(!1);
	get open() {
		return V(this.#e);
	}
	set open(e) {
		P(this.#e, e, !0);
	}
	#t = /* @__PURE__ */ N("learn");
	get tab() {
		return V(this.#t);
	}
	set tab(e) {
		P(this.#t, e, !0);
	}
	editor;
	progress;
	learning;
	tabs;
	opener = null;
	constructor(e, t = "") {
		this.lab = e, this.editor = new Kv(e), this.progress = new ly(Yv()), this.tabs = Yy.filter((t) => e.shows(t.id === "data" ? "your-data" : t.id));
		let n = new URLSearchParams(t);
		this.learning = new Jy(e, this.progress, n.get("section"));
		let r = $y(), i = n.get("panel") ?? r.tab;
		this.tab = this.tabs.find((e) => e.id === i)?.id ?? this.tabs[0]?.id ?? "learn";
		let a = typeof matchMedia == "function" && matchMedia("(min-width: 1180px)").matches;
		this.open = this.tabs.length > 0 && (n.has("panel") || a && r.open);
	}
	show(e, t) {
		this.opener = t ?? this.opener, this.tab = e, this.open = !0, this.remember();
	}
	close() {
		this.open = !1, this.remember(), Wr().then(() => this.opener?.focus({ preventScroll: !0 }));
	}
	reveal() {
		matchMedia("(min-width: 1180px)").matches || (this.close(), document.querySelector("main")?.scrollIntoView({ block: "start" }));
	}
	remember() {
		try {
			Yv()?.setItem(Xy, JSON.stringify({
				open: this.open,
				tab: this.tab
			}));
		} catch {}
	}
};
function $y() {
	try {
		let { open: e, tab: t } = JSON.parse(Yv()?.getItem(Xy) ?? "{}") ?? {};
		return {
			open: e === !0,
			tab: String(t)
		};
	} catch {
		return {
			open: !1,
			tab: ""
		};
	}
}
// node_modules/svelte/src/reactivity/reactive-value.js
Z(), Nn(), ut(), H(), Nn(), ut(), H(), Nn(), ut(), H(), Nn(), ut(), H(), Nn(), ut(), H(), Ai(), Hi();
var eb = class {
	#e;
	#t;
	constructor(e, t) {
		this.#e = e, this.#t = Vi(t);
	}
	get current() {
		return this.#t(), this.#e();
	}
}, tb = /\(.+\)/, nb = /* @__PURE__ */ new Set([
	"all",
	"print",
	"screen",
	"and",
	"or",
	"not",
	"only"
]), rb = class extends eb {
	constructor(e, t) {
		let n = tb.test(e) || e.split(/[\s,]+/).some((e) => nb.has(e.trim())) ? e : `(${e})`, r = window.matchMedia(n);
		super(() => r.matches, (e) => xi(r, "change", e));
	}
};
Hi(), Q(), Z();
var ib = /* @__PURE__ */ W("<button role=\"tab\" class=\"svelte-14cd7wz\"> </button>"), ab = /* @__PURE__ */ W("<div role=\"tablist\" tabindex=\"-1\" class=\"svelte-14cd7wz\"></div>");
function ob(e, t) {
	k(t, !0);
	let n = {
		ArrowRight: (e, t) => e === t ? 0 : e + 1,
		ArrowLeft: (e, t) => e === 0 ? t : e - 1,
		Home: () => 0,
		End: (e, t) => t
	};
	function r(e) {
		if (!Object.hasOwn(n, e.key)) return;
		e.preventDefault(), e.stopPropagation();
		let r = t.tabs.findIndex((e) => e.id === t.chosen), i = t.tabs[n[e.key](r, t.tabs.length - 1)];
		t.onchoose(i.id), document.getElementById(`tab-${i.id}`)?.focus();
	}
	var i = ab();
	Y(i, 21, () => t.tabs, (e) => e.id, (e, n) => {
		var r = ib(), i = L(r, !0);
		z(() => {
			X(r, "id", `tab-${V(n).id ?? ""}`), X(r, "aria-selected", V(n).id === t.chosen), X(r, "aria-controls", V(n).id === t.chosen ? `panel-${V(n).id}` : void 0), X(r, "tabindex", V(n).id === t.chosen ? 0 : -1), q(i, V(n).text);
		}), U("click", r, () => t.onchoose(V(n).id)), K(e, r);
	}), E(i), z(() => X(i, "aria-label", t.label)), U("keydown", i, r), K(e, i), A();
}
Ci(["keydown", "click"]);
// src/panels/learn/Contents.svelte?svelte&type=style&lang.css
var sb = t((() => {}));
// src/panels/learn/Contents.svelte
function cb(e, t) {
	k(t, !0);
	let n = /* @__PURE__ */ j(() => t.learning.lesson?.sections ?? []), r = /* @__PURE__ */ j(() => V(n).reduce((e, t) => e + t.minutes, 0)), i = /* @__PURE__ */ j(() => V(n).filter((e) => t.learning.isRead(e.id)).length), a = /* @__PURE__ */ j(() => t.learning.next);
	var o = fb(), s = R(I(o), 2), c = L(s), l = R(s, 2), u = (e) => {
		var n = lb(), r = L(n, !0);
		z(() => q(r, V(i) ? `Continue: ${V(a).title}` : "Begin")), U("click", n, () => t.learning.go(V(a).id)), K(e, n);
	};
	J(l, (e) => {
		V(a) && e(u);
	});
	var d = R(l, 2);
	Y(d, 23, () => V(n), (e) => e.id, (e, n, r) => {
		let i = /* @__PURE__ */ j(() => V(n).experiments), a = /* @__PURE__ */ j(() => V(i).filter((e) => t.learning.isDone(e.id)).length);
		var o = db(), s = F(o), c = F(s), l = L(c, !0), u = R(c, 2), d = F(u), f = L(d, !0), p = R(d, 2), m = L(p, !0), h = R(p, 2), g = F(h), _ = R(g), v = (e) => {
			K(e, ub());
		}, y = /* @__PURE__ */ j(() => t.learning.isRead(V(n).id));
		J(_, (e) => {
			V(y) && e(v);
		}), E(h), E(u), E(s), E(o), z(() => {
			q(l, V(r) + 1), q(f, V(n).title), q(m, V(n).summary), q(g, `${V(n).minutes ?? ""} min${V(i).length ? ` · ${V(a)} of ${V(i).length} predicted` : ""}`);
		}), U("click", s, () => t.learning.go(V(n).id)), K(e, o);
	}), E(d), z(() => q(c, `${V(n).length ?? ""} sections, about ${V(r) ?? ""} minutes, and experiments to predict before you run them.
  ${V(i) ? `You have read ${V(i)}.` : ""}`)), K(e, o), A();
}
var lb, ub, db, fb, pb = t((() => {
	Q(), Z(), sb(), lb = /* @__PURE__ */ W("<button class=\"button main\"> </button>"), ub = /* @__PURE__ */ W("<span class=\"tick\">· ✓ read</span>"), db = /* @__PURE__ */ W("<li class=\"svelte-1lnwqnk\"><button class=\"svelte-1lnwqnk\"><span class=\"number svelte-1lnwqnk\" aria-hidden=\"true\"> </span> <span class=\"text svelte-1lnwqnk\"><span class=\"title svelte-1lnwqnk\"> </span> <span class=\"summary svelte-1lnwqnk\"> </span> <span class=\"eyebrow\"> <!></span></span></button></li>"), fb = /* @__PURE__ */ W("<h2>The lesson</h2> <p class=\"about svelte-1lnwqnk\"> </p> <!> <ol class=\"svelte-1lnwqnk\"></ol>", 1), Ci(["click"]);
}));
// src/panels/side/markdown.ts
function mb(e) {
	let t = [], n = null, r = !1;
	for (let i of e.replaceAll("\r", "").split("\n")) {
		if (/^\s*```/.test(i)) {
			r = !r, n = r ? gb(t, "code") : null;
			continue;
		}
		let e = r ? "code" : hb(i, n);
		e === null ? n = null : (n?.kind !== e && (n = gb(t, e)), e === "list" && !/^\s*[-*] /.test(i) ? n.lines[n.lines.length - 1] += ` ${i.trim()}` : n.lines.push(e === "code" ? i.replace(r ? "" : /^ {4}/, "") : i.trim().replace(e === "list" ? /^[-*] / : "", "")));
	}
	return t;
}
function hb(e, t) {
	return e.trim() === "" ? null : /^ {4}/.test(e) && t?.kind !== "text" && t?.kind !== "list" ? "code" : /^\s*[-*] /.test(e) || t?.kind === "list" ? "list" : "text";
}
function gb(e, t) {
	let n = {
		kind: t,
		lines: []
	};
	return e.push(n), n;
}
function _b(e) {
	let t = [], n = 0;
	for (let r of e.matchAll(vb)) {
		r.index > n && t.push({
			kind: "text",
			text: e.slice(n, r.index)
		});
		let [i, a, o, s] = r;
		a === void 0 ? o === void 0 ? t.push({
			kind: "em",
			text: s
		}) : t.push({
			kind: "strong",
			text: o
		}) : t.push({
			kind: "code",
			text: a
		}), n = r.index + i.length;
	}
	return n < e.length && t.push({
		kind: "text",
		text: e.slice(n)
	}), t;
}
var vb, yb = t((() => {
	vb = /`([^`]+)`|\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*/g;
}));
// src/panels/side/Words.svelte
function bb(e, t) {
	k(t, !0);
	var n = G();
	Y(I(n), 17, () => _b(t.text), ya, (e, t) => {
		var n = G(), r = I(n), i = (e) => {
			var n = xb(), r = L(n, !0);
			z(() => q(r, V(t).text)), K(e, n);
		}, a = (e) => {
			var n = Sb(), r = L(n, !0);
			z(() => q(r, V(t).text)), K(e, n);
		}, o = (e) => {
			var n = Cb(), r = L(n, !0);
			z(() => q(r, V(t).text)), K(e, n);
		}, s = (e) => {
			var n = Ri();
			z(() => q(n, V(t).text)), K(e, n);
		};
		J(r, (e) => {
			V(t).kind === "code" ? e(i) : V(t).kind === "strong" ? e(a, 1) : V(t).kind === "em" ? e(o, 2) : e(s, -1);
		}), K(e, n);
	}), K(e, n), A();
}
var xb, Sb, Cb, wb = t((() => {
	Q(), Z(), yb(), xb = /* @__PURE__ */ W("<code> </code>"), Sb = /* @__PURE__ */ W("<strong> </strong>"), Cb = /* @__PURE__ */ W("<em> </em>");
}));
// src/panels/side/Markdown.svelte
function Tb(e, t) {
	k(t, !0);
	let n = /* @__PURE__ */ j(() => mb(t.text));
	var r = G();
	Y(I(r), 17, () => V(n), ya, (e, t) => {
		var n = G(), r = I(n), i = (e) => {
			var n = Eb(), r = L(F(n), !0);
			E(n), z((e) => q(r, e), [() => V(t).lines.join("\n")]), K(e, n);
		}, a = (e) => {
			var n = Ob();
			Y(n, 21, () => V(t).lines, ya, (e, t) => {
				var n = Db();
				bb(F(n), { get text() {
					return V(t);
				} }), E(n), K(e, n);
			}), E(n), K(e, n);
		}, o = (e) => {
			var n = kb(), r = F(n);
			{
				let e = /* @__PURE__ */ j(() => V(t).lines.join(" "));
				bb(r, { get text() {
					return V(e);
				} });
			}
			E(n), K(e, n);
		};
		J(r, (e) => {
			V(t).kind === "code" ? e(i) : V(t).kind === "list" ? e(a, 1) : e(o, -1);
		}), K(e, n);
	}), K(e, r), A();
}
var Eb, Db, Ob, kb, Ab = t((() => {
	Q(), Z(), yb(), wb(), Eb = /* @__PURE__ */ W("<pre tabindex=\"0\"><code> </code></pre>"), Db = /* @__PURE__ */ W("<li><!></li>"), Ob = /* @__PURE__ */ W("<ul></ul>"), kb = /* @__PURE__ */ W("<p><!></p>");
})), jb = t((() => {}));
// src/panels/side/CopyButton.svelte
function Mb(e, t) {
	k(t, !0);
	let n = ms(t, "label", 3, "Copy"), r = ms(t, "main", 3, !1), i = /* @__PURE__ */ N(""), a = /* @__PURE__ */ N(void 0);
	async function o() {
		try {
			await navigator.clipboard.writeText(t.text), P(i, "copied");
		} catch {
			P(i, "by hand"), await Wr(), V(a)?.focus(), V(a)?.select();
		}
	}
	sr(() => {
		t.text, P(i, "");
	});
	var s = { copy: o }, c = Pb(), l = I(c), u = F(l);
	let d;
	var f = L(u, !0), p = L(R(u, 2), !0);
	E(l);
	var m = R(l, 2), h = (e) => {
		var n = Nb(), r = R(F(n), 2);
		At(r), ns(r, (e) => P(a, e), () => V(a)), E(n), z(() => xo(r, t.text)), K(e, n);
	};
	return J(m, (e) => {
		V(i) === "by hand" && e(h);
	}), z(() => {
		d = ao(u, 1, "button", null, d, { main: r() }), q(f, V(i) === "copied" ? "Copied" : n()), q(p, V(i) === "copied" ? "Copied." : "");
	}), U("click", u, o), K(e, c), A(s);
}
var Nb, Pb, Fb = t((() => {
	Q(), Z(), Cs(), jb(), Nb = /* @__PURE__ */ W("<label class=\"by-hand svelte-19eczn6\"><span>The browser does not allow access to the clipboard. The text is selected: copy it with Ctrl+C (⌘C).</span> <textarea readonly=\"\" rows=\"5\" class=\"svelte-19eczn6\"></textarea></label>"), Pb = /* @__PURE__ */ W("<span class=\"copy svelte-19eczn6\"><button> </button> <span class=\"hidden-visually\" role=\"status\"> </span></span> <!>", 1), Ci(["click"]);
})), Ib = t((() => {}));
// src/panels/side/OpenIn.svelte
function Lb(e, t) {
	let n = zi();
	k(t, !0);
	let r = /* @__PURE__ */ N(""), i = /* @__PURE__ */ N(null), a = /* @__PURE__ */ N(""), o = /* @__PURE__ */ N(void 0), s = /* @__PURE__ */ j(() => t.targets.find((e) => e.name === V(r)) ?? t.targets[0]);
	sr(() => {
		if (!V(s) || !t.text) return;
		let [e, n] = [V(s).name, t.text];
		P(i, null), P(a, "");
		let r = !1, o = setTimeout(() => {
			xy(e, n).then((e) => r || P(i, e)).catch((e) => r || P(a, Us(e), !0));
		}, 300);
		return () => {
			r = !0, clearTimeout(o);
		};
	});
	var c = Ub(), l = I(c), u = F(l), d = R(u, 2);
	Y(d, 21, () => t.targets, (e) => e.name, (e, t) => {
		var n = Rb(), r = L(n, !0), i = {};
		z(() => {
			q(r, V(t).title), i !== (i = V(t).name) && (n.value = (n.__value = i) ?? "");
		}), K(e, n);
	}), E(d);
	var f;
	ho(d);
	var p = R(d, 2), m = (e) => {
		var t = zb(), n = L(t);
		z(() => {
			X(t, "href", V(i).url), q(n, `Open in ${V(s)?.title ?? ""}`);
		}), U("click", t, () => void V(o)?.copy()), K(e, t);
	}, h = (e) => {
		var t = Bb(), n = L(t);
		z(() => q(n, `Open in ${V(s)?.title ?? ""}`)), K(e, t);
	};
	J(p, (e) => {
		V(i)?.url ? e(m) : e(h, -1);
	}), ns(Mb(R(p, 2), {
		get text() {
			return t.text;
		},
		label: "Copy the prompt"
	}), (e) => P(o, e, !0), () => V(o)), E(l);
	var g = R(l, 2), _ = (e) => {
		var t = Vb(), n = L(t);
		z(() => q(n, `${V(s).title ?? ""}: ${V(s).note ?? ""}. Opening it also copies the whole prompt.`)), K(e, t);
	};
	J(g, (e) => {
		V(s)?.note && e(_);
	});
	var v = R(g, 2), y = (e) => {
		var t = Hb(), n = L(t, !0);
		z(() => q(n, V(a))), K(e, t);
	};
	J(v, (e) => {
		V(a) && e(y);
	}), z(() => {
		X(u, "for", n), X(d, "id", n), f !== (f = V(s)?.name) && (d.value = (d.__value = f) ?? "", mo(d, f));
	}), U("change", d, (e) => P(r, e.currentTarget.value, !0)), K(e, c), A();
}
var Rb, zb, Bb, Vb, Hb, Ub, Wb = t((() => {
	Q(), Z(), $s(), Sy(), Fb(), Ib(), Rb = /* @__PURE__ */ W("<option> </option>"), zb = /* @__PURE__ */ W("<a class=\"button svelte-16fi1gk\" target=\"_blank\" rel=\"noopener noreferrer\"> </a>"), Bb = /* @__PURE__ */ W("<span class=\"button waiting svelte-16fi1gk\" aria-disabled=\"true\"> </span>"), Vb = /* @__PURE__ */ W("<p class=\"note svelte-16fi1gk\"> </p>"), Hb = /* @__PURE__ */ W("<p class=\"bad svelte-16fi1gk\" role=\"alert\"> </p>"), Ub = /* @__PURE__ */ W("<div class=\"row svelte-16fi1gk\"><label class=\"hidden-visually\">Which AI</label> <select></select> <!> <!></div> <!> <!>", 1), Ci(["change", "click"]);
})), Gb = t((() => {}));
// src/panels/learn/PromptCard.svelte
function Kb(e, t) {
	let n = zi();
	k(t, !0);
	let r = ms(t, "level", 3, 4), i = /* @__PURE__ */ j(() => t.learning.progress.get("answer", t.prompt.id)), a = /* @__PURE__ */ N(Pn(typeof V(i)?.text == "string" ? V(i).text : "")), o = /* @__PURE__ */ N(null), s = /* @__PURE__ */ N(""), c = /* @__PURE__ */ N(void 0), l, u = /* @__PURE__ */ j(() => Array.isArray(V(i)?.met) ? V(i).met.map(String) : []), d = (e) => V(o)?.rubric.reduce((t, n) => t + (e.includes(n.id) ? n.worth : 0), 0) ?? 0, f = /* @__PURE__ */ j(() => [t.prompt.text, V(a).trim() && `My own answer so far:\n${V(a).trim()}\n\nTell me what is right in it and what is missing, and give me hints before answers. Check every number by a calculation.`].filter(Boolean).join("\n\n"));
	function p() {
		clearTimeout(l), l = setTimeout(() => t.learning.progress.record("answer", t.prompt.id, { text: V(a) }), 500);
	}
	async function m() {
		if (V(a).trim() === "") P(s, "Write your own answer first: a few sentences are enough.");
		else {
			P(s, "");
			try {
				P(o, await gy(t.prompt.id, V(a))), t.learning.progress.record("answer", t.prompt.id, {
					text: V(a),
					opened: !0
				}), await Wr();
				for (let e of V(c)?.querySelectorAll("pre, table") ?? []) e.setAttribute("tabindex", "0");
				V(c)?.focus();
			} catch (e) {
				P(s, Us(e), !0);
			}
		}
	}
	function h(e, n) {
		let r = n ? [...V(u), e] : V(u).filter((t) => t !== e);
		t.learning.progress.record("answer", t.prompt.id, {
			met: r,
			points: d(r),
			worth: t.prompt.worth
		});
	}
	var g = Xb(), _ = F(g);
	Ha(_, () => `h${r()}`, !1, (e, r) => {
		wo(e, () => ({
			class: "title",
			id: `${n}-title`
		}), void 0, void 0, void 0, "svelte-153dzva");
		var i = Ri();
		z(() => q(i, t.prompt.title)), K(r, i);
	});
	var v = R(_, 2);
	Tb(F(v), { get text() {
		return t.prompt.text;
	} }), E(v);
	var y = R(v, 2), b = R(y, 2);
	At(b);
	var x = R(b, 2), S = (e) => {
		var t = qb(), r = L(t, !0);
		z(() => {
			X(t, "id", `${n}-error`), q(r, V(s));
		}), K(e, t);
	};
	J(x, (e) => {
		V(s) && e(S);
	});
	var C = R(x, 2), w = L(C), T = R(C, 2), ee = F(T);
	{
		let e = /* @__PURE__ */ j(() => t.learning.lesson?.targets ?? []);
		Lb(ee, {
			get text() {
				return V(f);
			},
			get targets() {
				return V(e);
			}
		});
	}
	E(T);
	var te = R(T, 2), ne = (e) => {
		var i = Yb(), a = F(i);
		Ha(a, () => `h${r() + 1}`, !1, (e, t) => {
			ao(e, 0, "part svelte-153dzva"), K(t, Ri("A worked answer"));
		});
		var s = R(a, 2);
		ka(s, () => V(o).answer_html, !0), E(s);
		var l = R(s, 2);
		Ha(l, () => `h${r() + 1}`, !1, (e, t) => {
			wo(e, () => ({
				class: "part",
				id: `${n}-rubric`
			}), void 0, void 0, void 0, "svelte-153dzva"), K(t, Ri("What did your answer say?"));
		});
		var f = R(l, 2);
		Y(f, 21, () => V(o).rubric, (e) => e.id, (e, t) => {
			var n = Jb(), r = F(n);
			bo(r);
			var i = R(r, 2), a = F(i);
			bb(a, { get text() {
				return V(t).claim;
			} });
			var o = R(a, 2), s = L(o), c = R(o, 2);
			bb(R(F(c)), { get text() {
				return V(t).verify;
			} }), E(c), E(i), E(n), z((e) => {
				So(r, e), q(s, `(${V(t).worth ?? ""})`);
			}, [() => V(u).includes(V(t).id)]), U("change", r, (e) => h(V(t).id, e.currentTarget.checked)), K(e, n);
		}), E(f);
		var p = L(R(f, 2));
		E(i), ns(i, (e) => P(c, e), () => V(c)), z((e) => {
			X(f, "aria-labelledby", `${n}-rubric`), q(p, `${e ?? ""} of ${t.prompt.worth ?? ""} points, by your own judgment.`);
		}, [() => d(V(u))]), K(e, i);
	};
	J(te, (e) => {
		V(o) && e(ne);
	}), E(g), z(() => {
		X(g, "aria-labelledby", `${n}-title`), X(g, "data-prompt", t.prompt.id), X(y, "for", `${n}-text`), X(b, "id", `${n}-text`), X(b, "aria-describedby", V(s) ? `${n}-error` : void 0);
	}), U("input", b, p), Bo(b, () => V(a), (e) => P(a, e)), U("click", w, m), K(e, g), A();
}
var qb, Jb, Yb, Xb, Zb = t((() => {
	Q(), Z(), Cs(), $s(), Ab(), Wb(), wb(), Sy(), Gb(), qb = /* @__PURE__ */ W("<p class=\"error svelte-153dzva\" role=\"alert\"> </p>"), Jb = /* @__PURE__ */ W("<label class=\"point svelte-153dzva\"><input type=\"checkbox\" class=\"svelte-153dzva\"/> <span><!> <span class=\"eyebrow\"> </span> <span class=\"verify svelte-153dzva\">Check it: <!></span></span></label>"), Yb = /* @__PURE__ */ W("<div class=\"worked\" tabindex=\"-1\"><!>  <div class=\"prose small\"></div> <!> <div role=\"group\"></div> <p class=\"sum svelte-153dzva\" role=\"status\"> </p></div>"), Xb = /* @__PURE__ */ W("<section class=\"card svelte-153dzva\"><!> <div class=\"prose small\"><!></div> <label class=\"eyebrow\">Your answer, in your own words</label> <textarea rows=\"6\" class=\"svelte-153dzva\"></textarea> <!> <div class=\"actions\"><button class=\"button main\">Compare with a worked answer</button></div> <div class=\"ai svelte-153dzva\"><!></div> <!></section>"), Ci([
		"input",
		"click",
		"change"
	]);
})), Qb = t((() => {}));
// src/panels/learn/OwnWords.svelte
function $b(e, t) {
	k(t, !0);
	let n = /* @__PURE__ */ j(() => t.learning.lesson?.prompts ?? []);
	var r = tx(), i = R(I(r), 2), a = L(i), o = R(i, 2);
	Y(o, 17, () => V(n), (e) => e.id, (e, n) => {
		Kb(e, {
			get learning() {
				return t.learning;
			},
			get prompt() {
				return V(n);
			},
			level: 3
		});
	});
	var s = R(o, 2), c = (e) => {
		K(e, ex());
	};
	J(s, (e) => {
		V(n).length === 0 && e(c);
	}), z(() => q(a, `${V(n).length ?? ""} questions that build on each other. Answer first, then compare your answer with a worked one, or show
  it to an AI that is asked to give hints before answers.`)), K(e, r), A();
}
var ex, tx, nx = t((() => {
	Q(), Z(), Zb(), Qb(), ex = /* @__PURE__ */ W("<p class=\"about svelte-bfi6rh\">This lesson has no such questions.</p>"), tx = /* @__PURE__ */ W("<h2>In your own words</h2> <p class=\"about svelte-bfi6rh\"> </p> <!> <!>", 1);
}));
// src/panels/side/saving.ts
function rx(e, t, n) {
	let r = URL.createObjectURL(new Blob([t], { type: n })), i = document.createElement("a");
	i.href = r, i.download = e, i.click(), setTimeout(() => URL.revokeObjectURL(r), 1e3);
}
var ix = t((() => {})), ax = t((() => {}));
// src/panels/learn/ProgressView.svelte
function ox(e, t) {
	k(t, !0);
	let n = /* @__PURE__ */ j(() => t.learning.progress), r = /* @__PURE__ */ N(""), i = /* @__PURE__ */ N(""), a = /* @__PURE__ */ N(!1), o = /* @__PURE__ */ N(void 0);
	xs(() => void t.learning.loadQuiz());
	let s = /* @__PURE__ */ j(() => [
		{
			text: "Sections read",
			done: t.learning.lesson?.sections.filter((e) => t.learning.isRead(e.id)).length ?? 0,
			all: t.learning.lesson?.sections.length ?? 0
		},
		{
			text: "Experiments predicted",
			done: t.learning.experiments.filter((e) => t.learning.isDone(e.id)).length,
			all: t.learning.experiments.length
		},
		{
			text: "Quiz questions right",
			done: t.learning.quiz?.filter((e) => t.learning.isRight(e.id)).length ?? 0,
			all: t.learning.quiz?.length ?? 0
		},
		{
			text: "Answers in your own words",
			done: t.learning.lesson?.prompts.filter((e) => V(n).get("answer", e.id)?.opened === !0).length ?? 0,
			all: t.learning.lesson?.prompts.length ?? 0
		}
	]), c = /* @__PURE__ */ j(() => Object.values(V(n).all("prediction")).filter((e) => e.status === "right").length);
	async function l(e) {
		if (P(r, P(i, ""), !0), e) {
			try {
				let { changed: t, isChecked: i } = V(n).import(await e.text());
				P(r, `${t} record${t === 1 ? "" : "s"} imported from ${e.name}.`), i || P(r, V(r) + " The file has no checksum, as from an older version, so damage is not found.");
			} catch (t) {
				P(i, t instanceof cy ? `${e.name} cannot be imported (${t.message}): nothing was changed.` : String(t), !0);
			}
			V(o) && (V(o).value = "");
		}
	}
	function u() {
		V(n).reset(), P(a, !1), P(r, "All progress was deleted.");
	}
	var d = fx(), f = R(I(d), 2);
	Y(f, 21, () => V(s), (e) => e.text, (e, t) => {
		var n = sx(), r = F(n), i = L(r, !0), a = R(r, 2), o = L(a), s = R(a, 2), c = F(s);
		let l;
		E(s), E(n), z(() => {
			q(i, V(t).text), q(o, `${V(t).done ?? ""} of ${V(t).all ?? ""}`), l = co(c, "", l, { width: `${V(t).all ? 100 * V(t).done / V(t).all : 0}%` });
		}), K(e, n);
	}), E(f);
	var p = R(f, 2), m = (e) => {
		var t = cx(), n = L(t);
		z(() => q(n, `${V(c) === 1 ? "1 prediction was" : `${V(c)} predictions were`} right. Wrong ones teach more.`)), K(e, t);
	};
	J(p, (e) => {
		V(c) && e(m);
	});
	var h = R(p, 4), g = F(h), _ = R(g, 2), v = R(_, 2);
	ns(v, (e) => P(o, e), () => V(o));
	var y = R(v, 2), b = (e) => {
		var t = lx(), r = F(t), i = R(r), o = R(i, 2);
		E(t), z(() => q(r, `Delete all ${V(n).count ?? ""} records? `)), U("click", i, u), U("click", o, () => P(a, !1)), K(e, t);
	}, x = (e) => {
		var t = ux();
		z(() => t.disabled = V(n).count === 0), U("click", t, () => P(a, !0)), K(e, t);
	};
	J(y, (e) => {
		V(a) ? e(b) : e(x, -1);
	}), E(h);
	var S = R(h, 2), C = L(S, !0), w = R(S, 2), T = (e) => {
		var t = dx(), n = L(t, !0);
		z(() => q(n, V(i))), K(e, t);
	};
	J(w, (e) => {
		V(i) && e(T);
	}), z(() => q(C, V(r))), U("click", g, () => rx("progress.json", V(n).export(), "application/json")), U("click", _, () => V(o)?.click()), U("change", v, () => l(V(o)?.files?.[0])), K(e, d), A();
}
var sx, cx, lx, ux, dx, fx, px = t((() => {
	Q(), Z(), py(), ix(), Cs(), ax(), sx = /* @__PURE__ */ W("<div class=\"svelte-nxln5o\"><dt> </dt> <dd class=\"svelte-nxln5o\"> </dd> <dd class=\"bar svelte-nxln5o\" aria-hidden=\"true\"><span class=\"svelte-nxln5o\"></span></dd></div>"), cx = /* @__PURE__ */ W("<p class=\"about svelte-nxln5o\"> </p>"), lx = /* @__PURE__ */ W("<span class=\"ask svelte-nxln5o\" role=\"group\" aria-label=\"Delete all progress?\"> <button class=\"button main\">Yes, delete</button> <button class=\"button\">No</button></span>"), ux = /* @__PURE__ */ W("<button class=\"button quiet\">Reset…</button>"), dx = /* @__PURE__ */ W("<p class=\"bad svelte-nxln5o\" role=\"alert\"> </p>"), fx = /* @__PURE__ */ W("<h2>Your progress</h2> <dl class=\"svelte-nxln5o\"></dl> <!> <p class=\"about svelte-nxln5o\">Your progress is kept in this browser only. To move it to another browser or to the terminal, export it as a file: <code class=\"svelte-nxln5o\">downslope quiz --import progress.json</code>.</p> <div class=\"actions\"><button class=\"button\">Export</button> <button class=\"button\">Import…</button> <input class=\"hidden-visually\" type=\"file\" accept=\".json,application/json\" tabindex=\"-1\" aria-label=\"Progress file\"/> <!></div> <p class=\"said svelte-nxln5o\" role=\"status\"> </p> <!>", 1), Ci(["click", "change"]);
}));
// src/panels/learn/question.svelte.ts
function mx(e) {
	return Array.isArray(e) ? e.flatMap((e) => typeof e?.answer == "string" && typeof e.feedback == "string" ? [{
		answer: e.answer,
		correct: e.correct === !0,
		feedback: e.feedback
	}] : []) : [];
}
var hx, gx, _x = t((() => {
	Z(), $s(), Sy(), hx = class {
		learning;
		id;
		#e = /* @__PURE__ */ N(null);
		get posed() {
			return V(this.#e);
		}
		set posed(e) {
			P(this.#e, e);
		}
		#t = /* @__PURE__ */ N([]);
		get replies() {
			return V(this.#t);
		}
		set replies(e) {
			P(this.#t, e);
		}
		#n = /* @__PURE__ */ N([]);
		get hints() {
			return V(this.#n);
		}
		set hints(e) {
			P(this.#n, e);
		}
		#r = /* @__PURE__ */ N(null);
		get told() {
			return V(this.#r);
		}
		set told(e) {
			P(this.#r, e);
		}
		#i = /* @__PURE__ */ N("");
		get error() {
			return V(this.#i);
		}
		set error(e) {
			P(this.#i, e, !0);
		}
		#a = /* @__PURE__ */ N(!1);
		get busy() {
			return V(this.#a);
		}
		set busy(e) {
			P(this.#a, e, !0);
		}
		constructor(e, t) {
			this.learning = e, this.id = t;
		}
		#o = /* @__PURE__ */ j(() => this.replies.some((e) => e.correct));
		get correct() {
			return V(this.#o);
		}
		set correct(e) {
			P(this.#o, e);
		}
		#s = /* @__PURE__ */ j(() => this.told !== null);
		get over() {
			return V(this.#s);
		}
		set over(e) {
			P(this.#s, e);
		}
		async open(e = !1) {
			let t = e ? null : this.learning.progress.get("quiz", this.id), n = typeof t?.seed == "number" && t.open === !0 ? t.seed : void 0;
			await this.attempt(async () => {
				this.posed = await vy(this.id, n);
				let e = n !== void 0 && this.posed.seed === n;
				this.replies = e ? mx(t?.replies) : [], this.hints = e ? gx(t?.hints) : [], this.told = null;
			});
		}
		async answer(e) {
			let { posed: t } = this;
			t && !this.over && await this.attempt(async () => {
				let n = await yy(this.id, t.seed, e, this.replies.length + 1);
				this.replies = [...this.replies, {
					answer: e,
					correct: n.correct,
					feedback: n.feedback
				}], n.hint && !this.hints.includes(n.hint) && (this.hints = [...this.hints, n.hint]), n.answer !== null && (this.told = {
					answer: n.answer,
					why: n.why ?? ""
				}), this.keep(n);
			});
		}
		async nextHint() {
			let { posed: e } = this;
			e && await this.attempt(async () => {
				let t = await by(this.id, e.seed, this.hints.length + 1);
				t.hint && (this.hints = [...this.hints, t.hint]);
			});
		}
		async attempt(e) {
			this.error = "", this.busy = !0;
			try {
				await e();
			} catch (e) {
				this.error = Us(e);
			} finally {
				this.busy = !1;
			}
		}
		keep(e) {
			let t = this.learning.isRight(this.id);
			this.learning.progress.record("quiz", this.id, {
				correct: t || e.correct,
				attempts: this.replies.length,
				seed: this.posed?.seed,
				open: !this.over,
				replies: this.over ? [] : this.replies,
				hints: this.over ? [] : this.hints
			});
		}
	}, gx = (e) => Array.isArray(e) ? e.filter((e) => typeof e == "string") : [];
})), vx = t((() => {}));
// src/panels/learn/QuizQuestion.svelte
function yx(e, t) {
	let n = zi();
	k(t, !0);
	let r = [], i = ms(t, "learning", 7), a = new hx(i(), t.entry.id), o = /* @__PURE__ */ N(""), s = /* @__PURE__ */ N(!1), c = /* @__PURE__ */ N(void 0), l = /* @__PURE__ */ N(void 0), u = /* @__PURE__ */ j(() => a.posed), d = /* @__PURE__ */ j(() => a.replies.at(-1)), f = /* @__PURE__ */ j(() => i().nextItem(t.entry.id)), p = (e) => a.replies.find((t) => t.answer === e)?.feedback ?? "", m = {
		choice: "Choose",
		numeric: "A number",
		predict: "Predict"
	};
	xs(async () => {
		await a.open(), await Wr(), V(c)?.focus({ preventScroll: !0 });
	});
	async function h() {
		P(s, V(o).trim() === ""), V(s) || (await a.answer(V(o).trim()), await Wr(), a.over ? V(l)?.focus() : V(u)?.options.length && P(o, ""));
	}
	async function g() {
		P(o, ""), await a.open(!0), await Wr(), V(c)?.focus();
	}
	var _ = G(), v = I(_), y = (e) => {
		var _ = Fx(), v = F(_), y = L(v), b = R(v, 2);
		Tb(F(b), { get text() {
			return V(u).stem;
		} }), E(b), ns(b, (e) => P(c, e), () => V(c));
		var x = R(b, 2), S = F(x), C = (e) => {
			var t = Sx();
			Y(R(F(t), 2), 17, () => V(u).options, (e) => e.letter, (e, t) => {
				let i = /* @__PURE__ */ j(() => p(V(t).letter)), s = /* @__PURE__ */ j(() => a.replies.some((e) => e.answer === V(t).letter && e.correct));
				var c = xx();
				let l;
				var u = F(c);
				bo(u);
				var d, f = R(u, 2), m = F(f);
				bb(m, { get text() {
					return V(t).text;
				} });
				var h = R(m), g = (e) => {
					var t = bx(), n = F(t, !0);
					bb(R(n), { get text() {
						return V(i);
					} }), E(t), z(() => q(n, V(s) ? "✓ " : "✗ ")), K(e, t);
				};
				J(h, (e) => {
					V(i) && e(g);
				}), E(f), E(c), z(() => {
					l = ao(c, 1, "option svelte-v4uh61", null, l, {
						wrong: V(i) && !V(s),
						good: V(s)
					}), X(u, "name", n), u.disabled = V(i) !== "", d !== (d = V(t).letter) && (u.value = (u.__value = d) ?? "");
				}), Vo(r, [], u, () => (V(t).letter, V(o)), (e) => P(o, e)), K(e, c);
			}), E(t), z(() => t.disabled = a.over), K(e, t);
		}, w = (e) => {
			var t = Tx(), r = I(t), i = F(r), s = R(i, 2);
			bo(s);
			var c = R(s, 2), l = (e) => {
				var t = Cx(), n = L(t, !0);
				z(() => q(n, V(u).unit)), K(e, t);
			};
			J(c, (e) => {
				V(u).unit && e(l);
			}), E(r), Y(R(r, 2), 17, () => a.replies, ya, (e, t) => {
				var n = wx();
				let r;
				var i = F(n);
				bb(R(i), { get text() {
					return V(t).feedback;
				} }), E(n), z(() => {
					r = ao(n, 1, "reply svelte-v4uh61", null, r, { good: V(t).correct }), q(i, `${V(t).correct ? "✓" : "✗"} ${V(t).answer ?? ""}: `);
				}), K(e, n);
			}), z(() => {
				X(i, "for", `${n}-number`), X(s, "id", `${n}-number`), s.disabled = a.over;
			}), Bo(s, () => V(o), (e) => P(o, e)), K(e, t);
		};
		J(S, (e) => {
			V(u).options.length ? e(C) : e(w, -1);
		});
		var T = R(S, 2), ee = (e) => {
			var t = Ex(), n = L(t, !0);
			z(() => q(n, V(u).options.length ? "Choose one of the options first." : "Enter a number first.")), K(e, t);
		};
		J(T, (e) => {
			V(s) && e(ee);
		});
		var te = R(T, 2), ne = (e) => {
			var t = Ex(), n = L(t, !0);
			z(() => q(n, a.error)), K(e, t);
		};
		J(te, (e) => {
			a.error && e(ne);
		});
		var re = R(te, 2), ie = (e) => {
			var t = Ox();
			Y(t, 21, () => a.hints, ya, (e, t) => {
				var n = Dx();
				bb(F(n), { get text() {
					return V(t);
				} }), E(n), K(e, n);
			}), E(t), K(e, t);
		};
		J(re, (e) => {
			a.hints.length && e(ie);
		});
		var ae = R(re, 2), oe = (e) => {
			var t = jx(), n = F(t), r = R(n, 2), o = (e) => {
				var t = kx(), n = L(t, !0);
				z(() => {
					t.disabled = a.busy, q(n, a.hints.length ? "Another hint" : "A hint");
				}), U("click", t, () => a.nextHint()), K(e, t);
			};
			J(r, (e) => {
				a.hints.length < V(u).hint_count && e(o);
			});
			var s = R(r, 2), c = (e) => {
				var t = Ax();
				U("click", t, () => i().itemId = V(f).id), K(e, t);
			};
			J(s, (e) => {
				V(f) && e(c);
			}), E(t), z(() => n.disabled = a.busy), K(e, t);
		};
		J(ae, (e) => {
			a.over || e(oe);
		}), E(x);
		var se = R(x, 2), ce = L(se, !0), le = R(se, 2), ue = (e) => {
			var t = Px(), n = I(t);
			let r;
			var o = F(n), s = F(o), c = L(s, !0);
			bb(R(s, 2), { get text() {
				return a.told.answer;
			} }), E(o);
			var u = R(o, 2);
			Tb(F(u), { get text() {
				return a.told.why;
			} }), E(u), E(n), ns(n, (e) => P(l, e), () => V(l));
			var d = R(n, 2), p = F(d), m = (e) => {
				var t = Mx();
				U("click", t, () => i().itemId = V(f).id), K(e, t);
			}, h = (e) => {
				K(e, Nx());
			};
			J(p, (e) => {
				V(f) ? e(m) : e(h, -1);
			});
			var _ = R(p, 2), v = R(_, 2);
			E(d), z(() => {
				r = ao(n, 1, "told svelte-v4uh61", null, r, { right: a.correct }), q(c, a.correct ? "✓ Right." : "✗ Not this time.");
			}), U("click", _, g), U("click", v, () => i().itemId = null), K(e, t);
		};
		J(le, (e) => {
			a.told && e(ue);
		}), E(_), z((e) => {
			X(_, "data-item", t.entry.id), X(_, "data-over", a.over), q(y, `${e ?? ""} · ${m[V(u).kind] ?? V(u).kind ?? ""} · level ${V(u).level ?? ""} of 3`), q(ce, V(d) && !a.over ? `${V(d).correct ? "Right" : "Wrong"}. ${V(d).feedback}` : "");
		}, [() => i().titleOf(V(u).topic)]), Si("submit", x, (e) => {
			e.preventDefault(), h();
		}), K(e, _);
	}, b = (e) => {
		var t = Ix(), n = F(t), r = R(n);
		E(t), z(() => q(n, `${a.error ?? ""} `)), U("click", r, () => a.open()), K(e, t);
	}, x = (e) => {
		K(e, Lx());
	};
	J(v, (e) => {
		V(u) ? e(y) : a.error ? e(b, 1) : e(x, -1);
	}), K(e, _), A();
}
var bx, xx, Sx, Cx, wx, Tx, Ex, Dx, Ox, kx, Ax, jx, Mx, Nx, Px, Fx, Ix, Lx, Rx = t((() => {
	Q(), Z(), Cs(), Ab(), wb(), _x(), vx(), bx = /* @__PURE__ */ W("<span class=\"reply svelte-v4uh61\"> <!></span>"), xx = /* @__PURE__ */ W("<label><input type=\"radio\" class=\"svelte-v4uh61\"/> <span><!><!></span></label>"), Sx = /* @__PURE__ */ W("<fieldset class=\"svelte-v4uh61\"><legend class=\"hidden-visually\">Your answer</legend> <!></fieldset>"), Cx = /* @__PURE__ */ W("<span> </span>"), wx = /* @__PURE__ */ W("<p> <!></p>"), Tx = /* @__PURE__ */ W("<p class=\"number svelte-v4uh61\"><label>Your answer</label> <input type=\"text\" inputmode=\"decimal\" autocomplete=\"off\" class=\"svelte-v4uh61\"/> <!></p> <!>", 1), Ex = /* @__PURE__ */ W("<p class=\"error svelte-v4uh61\" role=\"alert\"> </p>"), Dx = /* @__PURE__ */ W("<li><!></li>"), Ox = /* @__PURE__ */ W("<ol class=\"hints svelte-v4uh61\" aria-label=\"Hints\"></ol>"), kx = /* @__PURE__ */ W("<button class=\"button\" type=\"button\"> </button>"), Ax = /* @__PURE__ */ W("<button class=\"button quiet\" type=\"button\">Later</button>"), jx = /* @__PURE__ */ W("<div class=\"actions\"><button class=\"button main\" type=\"submit\">Answer</button> <!> <!></div>"), Mx = /* @__PURE__ */ W("<button class=\"button main\">Next question</button>"), Nx = /* @__PURE__ */ W("<p class=\"done svelte-v4uh61\">You have answered all of these correctly.</p>"), Px = /* @__PURE__ */ W("<div tabindex=\"-1\" role=\"status\"><p class=\"svelte-v4uh61\"><strong class=\"svelte-v4uh61\"> </strong> The answer: <!></p> <div class=\"prose small\"><!></div></div> <div class=\"actions\"><!> <button class=\"button\">Again with other numbers</button> <button class=\"button quiet\">All topics</button></div>", 1), Fx = /* @__PURE__ */ W("<article class=\"svelte-v4uh61\"><p class=\"eyebrow\"> </p> <div class=\"prose stem svelte-v4uh61\" tabindex=\"-1\"><!></div> <form><!> <!> <!> <!> <!></form> <p class=\"hidden-visually\" role=\"status\"> </p> <!></article>"), Ix = /* @__PURE__ */ W("<p class=\"error svelte-v4uh61\" role=\"alert\"> <button class=\"button quiet\">Try again</button></p>"), Lx = /* @__PURE__ */ W("<p class=\"eyebrow\">Loading…</p>"), Ci(["click"]);
})), zx = t((() => {}));
// src/panels/learn/Quiz.svelte
function Bx(e, t) {
	k(t, !0);
	let n = ms(t, "learning", 7);
	xs(() => void n().loadQuiz());
	let r = /* @__PURE__ */ j(() => [...new Set((n().quiz ?? []).map((e) => e.topic))]), i = /* @__PURE__ */ j(() => (n().quiz ?? []).filter((e) => n().isRight(e.id)).length), a = /* @__PURE__ */ j(() => n().quiz?.find((e) => e.id === n().itemId) ?? null);
	function o(e) {
		n().topic = e, n().itemId = n().nextItem(null)?.id ?? s(e)[0]?.id ?? null;
	}
	let s = (e) => (n().quiz ?? []).filter((t) => e === null || t.topic === e);
	var c = G(), l = I(c), u = (e) => {
		var t = Vx(), r = I(t);
		ha(R(r, 2), () => V(a).id, (e) => {
			yx(e, {
				get learning() {
					return n();
				},
				get entry() {
					return V(a);
				}
			});
		}), U("click", r, () => n().itemId = null), K(e, t);
	}, d = (e) => {
		var t = Ux(), a = R(I(t), 2), c = L(a), l = R(a, 2), u = L(l, !0), d = R(l, 2);
		Y(d, 20, () => V(r), (e) => e, (e, t) => {
			let r = /* @__PURE__ */ j(() => s(t)), i = /* @__PURE__ */ j(() => V(r).filter((e) => n().isRight(e.id)).length);
			var a = Hx(), c = F(a), l = F(c), u = L(l, !0), d = R(l, 2), f = L(d), p = R(d, 2);
			E(c), E(a), z((e, t) => {
				q(u, e), q(f, `${V(i) ?? ""} of ${V(r).length ?? ""} right`), X(p, "max", V(r).length), xo(p, V(i)), X(p, "aria-label", `${t ?? ""}: questions right`);
			}, [() => n().titleOf(t), () => n().titleOf(t)]), U("click", c, () => o(t)), K(e, a);
		}), E(d), z(() => {
			q(c, `${n().quiz.length ?? ""} questions. The numbers are new each time, and every answer gets its own reply.
    ${V(i) ? `You have ${V(i)} right.` : ""}`), q(u, V(i) ? "Continue" : "Begin");
		}), U("click", l, () => o(null)), K(e, t);
	}, f = (e) => {
		K(e, Wx());
	};
	J(l, (e) => {
		V(a) ? e(u) : n().quiz ? e(d, 1) : n().error || e(f, 2);
	}), K(e, c), A();
}
var Vx, Hx, Ux, Wx, Gx = t((() => {
	Q(), Z(), Cs(), Rx(), zx(), Vx = /* @__PURE__ */ W("<button class=\"button quiet back svelte-1btdkdl\">← All topics</button> <!>", 1), Hx = /* @__PURE__ */ W("<li class=\"svelte-1btdkdl\"><button class=\"svelte-1btdkdl\"><span class=\"title svelte-1btdkdl\"> </span> <span class=\"eyebrow\"> </span> <progress class=\"svelte-1btdkdl\"></progress></button></li>"), Ux = /* @__PURE__ */ W("<h2>Quiz</h2> <p class=\"about svelte-1btdkdl\"> </p> <button class=\"button main\"> </button> <ul class=\"svelte-1btdkdl\"></ul>", 1), Wx = /* @__PURE__ */ W("<p class=\"about svelte-1btdkdl\">Loading the quiz…</p>"), Ci(["click"]);
})), Kx = t((() => {}));
// src/panels/learn/ExperimentCard.svelte
function qx(e, t) {
	let n = zi();
	k(t, !0);
	let r = [], i = /* @__PURE__ */ N(""), a = /* @__PURE__ */ N(""), o = /* @__PURE__ */ N(!1), s = /* @__PURE__ */ N(void 0), c = /* @__PURE__ */ j(() => t.learning.progress.get("prediction", t.experiment.id)), l = /* @__PURE__ */ j(() => typeof V(c)?.status == "string" ? V(c).status : null), u = /* @__PURE__ */ j(() => String(V(c)?.text ?? "").replace(/^(?:Right|Skipped)\. /, "")), d = {
		right: "✓ Right",
		wrong: "✗ Wrong",
		skipped: "Skipped"
	};
	async function f(e) {
		if (e !== null && e.trim() === "") P(a, t.experiment.kind === "choice" ? "Choose one of the options first." : "Enter a number first: a guess is fine.", !0);
		else {
			P(a, ""), P(o, !0);
			try {
				let { scored: n, observation: r } = await hy(t.experiment.id, e && e.trim().replace("−", "-"));
				t.learning.progress.record("prediction", t.experiment.id, {
					...n,
					why: r.text
				}), await Wr(), V(s)?.focus();
			} catch (e) {
				P(a, Us(e), !0);
			} finally {
				P(o, !1);
			}
		}
	}
	function p() {
		P(i, ""), t.learning.progress.forget("prediction", t.experiment.id);
	}
	var m = nS(), h = F(m), g = L(h, !0), _ = R(h, 2);
	Tb(F(_), { get text() {
		return t.experiment.stem;
	} }), E(_);
	var v = R(_, 2), y = (e) => {
		var s = $x(), c = F(s), l = (e) => {
			var o = Yx();
			Y(R(F(o), 2), 17, () => t.experiment.options, (e) => e.key, (e, t) => {
				var a = Jx(), o = F(a);
				bo(o);
				var s, c = L(R(o, 2), !0);
				E(a), z(() => {
					X(o, "name", n), s !== (s = V(t).key) && (o.value = (o.__value = s) ?? ""), q(c, V(t).text);
				}), Vo(r, [], o, () => (V(t).key, V(i)), (e) => P(i, e)), K(e, a);
			}), E(o), z(() => X(o, "aria-describedby", V(a) ? `${n}-error` : void 0)), K(e, o);
		}, u = (e) => {
			var r = Zx(), o = F(r), s = R(o, 2);
			bo(s);
			var c = R(s, 2), l = (e) => {
				var n = Xx(), r = L(n, !0);
				z(() => q(r, t.experiment.unit)), K(e, n);
			};
			J(c, (e) => {
				t.experiment.unit && e(l);
			}), E(r), z(() => {
				X(o, "for", `${n}-number`), X(s, "id", `${n}-number`), X(s, "aria-describedby", V(a) ? `${n}-error` : void 0);
			}), Bo(s, () => V(i), (e) => P(i, e)), K(e, r);
		};
		J(c, (e) => {
			t.experiment.kind === "choice" ? e(l) : e(u, -1);
		});
		var d = R(c, 2), p = (e) => {
			var t = Qx(), r = L(t, !0);
			z(() => {
				X(t, "id", `${n}-error`), q(r, V(a));
			}), K(e, t);
		};
		J(d, (e) => {
			V(a) && e(p);
		});
		var m = R(d, 2), h = F(m), g = L(h, !0), _ = R(h, 2);
		E(m), E(s), z(() => {
			h.disabled = V(o), q(g, V(o) ? "Running…" : "Commit and run"), _.disabled = V(o);
		}), Si("submit", s, (e) => {
			e.preventDefault(), f(V(i));
		}), U("click", _, () => f(null)), K(e, s);
	}, b = (e) => {
		var n = tS(), r = I(n), i = F(r), a = F(i), o = L(a);
		bb(R(a, 2), { get text() {
			return V(u);
		} }), E(i);
		var f = R(i, 2), m = F(f);
		{
			let e = /* @__PURE__ */ j(() => String(V(c)?.why ?? ""));
			Tb(m, { get text() {
				return V(e);
			} });
		}
		E(f), E(r), ns(r, (e) => P(s, e), () => V(s));
		var h = R(r, 2), g = F(h), _ = (e) => {
			var n = eS();
			U("click", n, () => t.ontry(t.experiment.setup)), K(e, n);
		}, v = /* @__PURE__ */ j(() => Uy(t.experiment.setup));
		J(g, (e) => {
			V(v) && e(_);
		});
		var y = R(g, 2);
		E(h), z(() => {
			ao(r, 1, `outcome ${V(l) ?? ""}`, "svelte-1va4kcx"), q(o, `${d[V(l)] ?? V(l) ?? ""}.`);
		}), U("click", y, p), K(e, n);
	};
	J(v, (e) => {
		V(l) === null ? e(y) : e(b, -1);
	}), E(m), z(() => {
		X(m, "aria-labelledby", `${n}-title`), X(m, "data-experiment", t.experiment.id), X(m, "data-status", V(l) ?? "locked"), X(h, "id", `${n}-title`), q(g, t.experiment.title);
	}), K(e, m), A();
}
var Jx, Yx, Xx, Zx, Qx, $x, eS, tS, nS, rS = t((() => {
	Q(), Z(), Cs(), $s(), Ab(), wb(), Sy(), qy(), Kx(), Jx = /* @__PURE__ */ W("<label class=\"option svelte-1va4kcx\"><input type=\"radio\" class=\"svelte-1va4kcx\"/> <span> </span></label>"), Yx = /* @__PURE__ */ W("<fieldset class=\"svelte-1va4kcx\"><legend class=\"hidden-visually\">Your prediction</legend> <!></fieldset>"), Xx = /* @__PURE__ */ W("<span> </span>"), Zx = /* @__PURE__ */ W("<p class=\"number svelte-1va4kcx\"><label>Your prediction</label> <input type=\"text\" inputmode=\"decimal\" autocomplete=\"off\" class=\"svelte-1va4kcx\"/> <!></p>"), Qx = /* @__PURE__ */ W("<p class=\"error svelte-1va4kcx\" role=\"alert\"> </p>"), $x = /* @__PURE__ */ W("<form><!> <!> <div class=\"actions\"><button class=\"button main\" type=\"submit\"> </button> <button class=\"button quiet\" type=\"button\">Skip: show me</button></div></form>"), eS = /* @__PURE__ */ W("<button class=\"button\">Show this run in the lab</button>"), tS = /* @__PURE__ */ W("<div tabindex=\"-1\" role=\"status\"><p class=\"reply svelte-1va4kcx\"><strong class=\"svelte-1va4kcx\"> </strong> <!></p> <div class=\"prose small\"><!></div></div> <div class=\"actions\"><!> <button class=\"button quiet\">Predict again</button></div>", 1), nS = /* @__PURE__ */ W("<section class=\"card svelte-1va4kcx\"><h4 class=\"svelte-1va4kcx\"> </h4> <div class=\"prose small\"><!></div> <!></section>"), Ci(["click"]);
})), iS = t((() => {}));
// src/lib/models/minimum.ts
function aS(e) {
	if (!e.convex) return null;
	let t = e.solve ? e.solve() : cS(e);
	if (t === null) return null;
	let { values: n } = oS(e, t, !0);
	return {
		weights: t,
		loss: b_(e, t),
		steepest: Math.max(n[0] ?? 0, 0)
	};
}
function oS(e, t, n = !1, r) {
	let i = sS(e, t), a = e.size;
	r && i.forEach((e, t) => i[t] = e / Math.sqrt(r[t % a] * r[Math.floor(t / a)]));
	let o = Array.from({ length: a }, (e, t) => t), s = n && e.isFree ? o.filter((n) => e.isFree(t, n)) : o;
	return s.length === a ? Hc(i, a) : Hc(Float64Array.from(s.flatMap((e) => s.map((t) => i[e * a + t]))), s.length);
}
function sS(e, t) {
	let n = e.size, r = new Float64Array(n * n), i = new Float64Array(n), a = e.hessianAt(t);
	for (let e = 0; e < n; e++) i.fill(0), i[e] = 1, a(i, r.subarray(e * n, (e + 1) * n));
	return r;
}
function cS(e) {
	let t = e.size, n = new Float64Array(t), r = b_(e, n), i = e.majorizer?.();
	for (let t = 0; t < fS; t++) {
		let t = x_(e, n), a = sS(e, n), o = uS(e, a, t);
		if (o === null && i && (o = uS(e, i, t)), o === null) return null;
		let s = i ?? a, c = dS(s, o) / dS(s, n);
		if (c <= hS) {
			if (n = n.map((e, t) => e - o[t]), c <= gS) return n;
			continue;
		}
		let l = lS(e, n, r, o, i ? mS : pS), u = l === null && i ? uS(e, i, t) : null;
		if (u && (l = lS(e, n, r, u, pS)), l === null) return null;
		n = l, r = b_(e, n);
	}
	return null;
}
function lS(e, t, n, r, i) {
	for (let a = 0, o = 1; a < i; a++, o /= 2) {
		let i = t.map((e, t) => e - o * r[t]);
		if (b_(e, i) < n) return i;
	}
	return null;
}
function uS(e, t, n) {
	let r = e.size, i = 0;
	for (let e = 0; e < r; e++) i += t[e * r + e];
	if (!(i > 0 && i < Infinity)) return null;
	let a = t.slice();
	for (let t of e.redundant) for (let e = 0; e < r; e++) for (let n = 0; n < r; n++) a[e * r + n] += i / r * t[e] * t[n];
	for (let e = 0; e < 1e3 * i; e = e === 0 ? 1e-9 * i / r : 10 * e) {
		let t = a.slice();
		for (let n = 0; n < r; n++) t[n * r + n] += e;
		let i = Bc(t, r);
		if (i) return Vc(i, n);
	}
	return null;
}
function dS(e, t) {
	let n = t.length, r = 0;
	for (let i = 0; i < n; i++) for (let a = 0; a < n; a++) r += t[i] * e[i * n + a] * t[a];
	return Math.sqrt(Math.max(r, 0));
}
var fS, pS, mS, hS, gS, _S = t((() => {
	S_(), Gc(), fS = 200, pS = 40, mS = 5, hS = 1e-6, gS = 1e-10;
}));
// src/lib/models/terrain.ts
function vS(e, t, n, r) {
	let i = /* @__PURE__ */ new Float64Array(1681), a = new Float64Array(e.target.length);
	for (let o = 0; o < 41; o++) for (let s = 0; s < 41; s++) {
		let c = t(n[0] + (n[1] - n[0]) * s / SS, r[0] + (r[1] - r[0]) * o / SS);
		y_(e, c, a);
		let l = e.loss(a, c);
		i[o * 41 + s] = Number.isNaN(l) ? Infinity : l;
	}
	let o = yS(i);
	return {
		x: n,
		y: r,
		values: o,
		lowest: o.reduce((e, t) => Math.min(e, t), Infinity)
	};
}
function yS(e) {
	let [t, n] = [41, 161], r = new Float64Array(t * n);
	for (let i = 0; i < t; i++) bS(e, i * t, 1, r, i * n, 1);
	let i = new Float64Array(n * n);
	for (let e = 0; e < n; e++) bS(r, e, n, i, e, n);
	return i;
}
function bS(e, t, n, r, i, a) {
	let o = SS, s = (r) => {
		if (r >= 0 && r <= o) return e[t + r * n];
		let [i, a, s] = r < 0 ? [
			0,
			1,
			2
		] : [
			o,
			39,
			38
		];
		return 3 * e[t + i * n] - 3 * e[t + a * n] + e[t + s * n];
	};
	for (let e = 0; e < o; e++) {
		let [t, n, o, c] = [
			s(e - 1),
			s(e),
			s(e + 1),
			s(e + 2)
		];
		for (let s = 0; s < CS; s++) {
			let l = s / CS, u = n + l / 2 * (o - t + l * (2 * t - 5 * n + 4 * o - c + l * (3 * (n - o) + c - t)));
			r[i + (e * CS + s) * a] = s === 0 ? n : Number.isFinite(u) ? u : Math.max(n, o);
		}
	}
	r[i + 160 * a] = s(o);
}
function xS({ x: e, y: t, values: n }, r) {
	let i = [], [a, o] = [(e[1] - e[0]) / 160, (t[1] - t[0]) / 160], s = /* @__PURE__ */ new Float64Array(4);
	for (let c = 0; c < 160; c++) for (let l = 0; l < 160; l++) {
		let u = 0;
		for (let e = 0; e < 4; e++) s[e] = n[(c + TS[e]) * 161 + l + wS[e]], s[e] > r && u++;
		if (u === 0 || u === 4) continue;
		let d = [];
		for (let n = 0; n < 4; n++) {
			let i = (n + 1) % 4, [u, f] = [s[n], s[i]];
			if (u > r == f > r) continue;
			let p = Number.isFinite(u) && Number.isFinite(f) ? (r - u) / (f - u) : .5;
			d.push(e[0] + (l + wS[n] + p * (wS[i] - wS[n])) * a, t[0] + (c + TS[n] + p * (TS[i] - TS[n])) * o);
		}
		for (let e = 0; e + 3 < d.length; e += 4) i.push(...d.slice(e, e + 4));
	}
	return i;
}
var SS, CS, wS, TS, ES = t((() => {
	S_(), SS = 40, CS = 4, wS = [
		0,
		1,
		1,
		0
	], TS = [
		0,
		0,
		1,
		1
	];
})), DS = t((() => {})), OS = /* @__PURE__ */ n({ default: () => kS });
function kS(e, t) {
	k(t, !0);
	let n = ms(t, "height", 3, 340), r = 1.22, i = /* @__PURE__ */ j(() => t.lab.trained.model), a = /* @__PURE__ */ j(() => t.lab.run), o = /* @__PURE__ */ j(() => t.lab.weightNames), s = /* @__PURE__ */ j(() => t.lab.axes), l = /* @__PURE__ */ j(() => c(V(s), 2)), u = /* @__PURE__ */ j(() => V(l)[0]), d = /* @__PURE__ */ j(() => V(l)[1]), f = /* @__PURE__ */ N(null);
	function p() {
		let e = V(a).epochs;
		for (; e > 0 && !T_(V(a), e).every(Number.isFinite);) e--;
		return e;
	}
	let m = /* @__PURE__ */ j(() => t.lab.best), h = /* @__PURE__ */ j(() => V(m) ?? (V(a) ? Array.from(w_(V(a), p())) : null)), g = /* @__PURE__ */ j(() => {
		if (!V(i) || !V(h)) return [1, 1];
		let e = (b_(V(i), V(i).fromUserUnits(t.lab.startWeights)) - t.lab.floor) / 25, n = sS(V(i), V(i).fromUserUnits(V(h))), a = [V(u), V(d)].map((a) => {
			let o = Math.abs(t.lab.startWeights[a] - V(h)[a]), s = 4 * Math.max(o, Math.abs(V(h)[a])) || Infinity, c = V(i).problem.units === null ? Math.sqrt(2 * e / n[a * V(i).size + a]) : 0;
			return r * Math.max(o, .35 * Math.abs(V(h)[a]), Math.min(c || 0, s), 1e-6);
		});
		return [a[0], a[1]];
	}), _ = /* @__PURE__ */ j(() => {
		if (!V(i)?.convex || !V(h)) return null;
		let e = V(h), n = (n) => {
			let r = t.lab.axes[n];
			return {
				domain: [e[r] - V(g)[n], e[r] + V(g)[n]],
				title: V(o)[r] === "intercept" ? "intercept" : `weight of ${V(o)[r]}`,
				count: 5
			};
		}, r = V(o).length > 2;
		return {
			at(t, n) {
				let r = [...e];
				return [r[V(u)], r[V(d)]] = [t, n], V(i).fromUserUnits(r);
			},
			axes: [n(0), n(1)],
			best: V(m) ? [V(m)[V(u)], V(m)[V(d)]] : null,
			note: r ? `A slice through the loss: all other weights are those ${V(m) ? "with the lowest loss" : "at the end of the run"}.` : ""
		};
	});
	function v(e) {
		let t = T_(V(a), p());
		return {
			model: e,
			origin: t,
			...oS(e, t)
		};
	}
	let y = /* @__PURE__ */ N(null);
	sr(() => {
		let e = V(i);
		if (!e || e.convex || !V(a)) return;
		let t = setTimeout(() => P(y, v(e)), 120);
		return () => clearTimeout(t);
	});
	let x = /* @__PURE__ */ j(() => !V(i) || V(i).convex || !V(a) ? null : V(y)?.model === V(i) ? V(y) : qr(() => v(V(i)))), S = /* @__PURE__ */ j(() => {
		if (!V(i) || !V(x) || !V(a)) return null;
		let { origin: e, values: t, vectors: n } = V(x), [o, s] = n, c = (t, n) => t.reduce((t, r, i) => t + r * (n[i] - e[i]), 0), l = Array.from({ length: V(a).epochs + 1 }, (e, t) => {
			let n = T_(V(a), t);
			return [c(o, n), c(s, n)];
		}), u = [0, 1].map((e) => {
			let t = .5;
			for (let n of l) {
				let r = Math.abs(n[e]);
				r > t && r < 20 && (t = r);
			}
			return r * t;
		}), d = Array.from(t).reduce((e, t) => e + Math.abs(t), 0), f = (Math.abs(t[0]) + Math.abs(t[1])) / d, p = (e) => ({
			domain: [-u[e], u[e]],
			title: `along the ${e ? "second" : "first"} direction, λ = ${$(t[e], 3)}`,
			count: 5
		});
		return {
			at: (t, n) => Array.from(e, (e, r) => e + t * o[r] + n * s[r]),
			place: (e) => l[e],
			axes: [p(0), p(1)],
			best: null,
			note: `The plane of the two directions in which the loss is most curved where the run ends; they have ${eu(f)} of the curvature of all ${V(i).size}. The path is projected onto it.`
		};
	}), C = /* @__PURE__ */ j(() => V(_) ?? V(S)), w = (e) => V(S)?.place(e) ?? [V(a).weights[e * V(a).p + V(u)], V(a).weights[e * V(a).p + V(d)]], T = /* @__PURE__ */ j(() => V(f) ?? V(C)?.axes), ee = /* @__PURE__ */ N(null);
	sr(() => {
		let [e, t] = [V(C), V(i)];
		if (!e || !t || V(f)) return;
		let n = setTimeout(() => {
			P(ee, vS(t, e.at, e.axes[0].domain, e.axes[1].domain));
		}, 120);
		return () => clearTimeout(n);
	});
	let te = /* @__PURE__ */ j(() => {
		if (!V(ee) || !V(i)) return [];
		let e = Math.min(V(ee).lowest, Number.isNaN(t.lab.floor) || V(o).length > 2 ? Infinity : t.lab.floor), n = b_(V(i), V(i).fromUserUnits(t.lab.startWeights)) - e, r = V(ee).values.filter(Number.isFinite), a = n > 0 && Number.isFinite(n) ? 2 * n : Math.max(...r) - e;
		return Array.from({ length: 9 }, (t, n) => e + a / 3.2 ** n);
	}), ne = /* @__PURE__ */ j(() => V(ee) ? V(te).map((e) => xS(V(ee), e)) : []), re = 1e3, ie = /* @__PURE__ */ j(() => {
		if (!V(ee)) return [];
		let { x: e, y: t } = V(ee), n = ([e, t], n) => (re * (n - e) / (t - e)).toFixed(1);
		return V(ne).map((r) => {
			let i = "";
			for (let a = 0; a < r.length; a += 4) i += `M${n(e, r[a])},${n(t, r[a + 1])}L${n(e, r[a + 2])},${n(t, r[a + 3])}`;
			return i;
		});
	});
	function ae({ x: e, y: t }) {
		let [[n, r], [i, a]] = [V(ee).x, V(ee).y];
		return `matrix(${(e(r) - e(n)) / re} 0 0 ${(t(a) - t(i)) / re} ${e(n)} ${t(i)})`;
	}
	function oe(e, { x: t, y: n }) {
		let r = null;
		for (let i = 0; i < e.length; i += 4) {
			let a = [t(e[i]), n(e[i + 1])];
			a[0] > t.range[0] + 30 && a[0] < t.range[1] - 30 && a[1] > n.range[1] + 15 && a[1] < n.range[0] - 15 && (!r || a[1] < r[1]) && (r = a);
		}
		let i = V(C)?.best ?? [0, 0];
		return r && Math.hypot(r[0] - t(i[0]), r[1] - n(i[1])) < 44 ? null : r;
	}
	let se = /* @__PURE__ */ j(() => t.lab.shownEpoch);
	function ce(e, t, { x: n, y: r }) {
		return Vp(t - e + 1, (t) => n(w(e + t)[0]), (t) => r(w(e + t)[1]));
	}
	let le = /* @__PURE__ */ j(() => t.lab.weights && V(i)?.convex ? `At epoch ${V(se)} the path is at ${V(o)[V(u)]} ${$(t.lab.weights[V(u)])}, ${V(o)[V(d)]} ${$(t.lab.weights[V(d)])}${V(m) && t.lab.revealed ? `; the lowest loss is at ${$(V(m)[V(u)])}, ${$(V(m)[V(d)])}` : ""}.` : `The path of the run at epoch ${V(se)}, in the plane of the two most curved directions.`);
	{
		let r = (e) => {
			var n = G(), r = I(n), i = (e) => {
				var n = AS();
				U("click", n, () => t.lab.setStart(null)), K(e, n);
			}, a = /* @__PURE__ */ j(() => t.lab.start && !t.lab.hidden.has("start"));
			J(r, (e) => {
				V(a) && e(i);
			}), K(e, n);
		}, s = /* @__PURE__ */ j(() => V(i)?.convex === !1 ? "Loss over its two most curved directions" : "Loss over two weights"), c = /* @__PURE__ */ j(() => V(C)?.note ?? "");
		Du(e, {
			get title() {
				return V(s);
			},
			get text() {
				return V(le);
			},
			get note() {
				return V(c);
			},
			controls: r,
			children: (e, r) => {
				var s = G(), c = I(s), l = (e) => {
					var r = RS(), a = I(r);
					{
						let e = (e, n = b) => {
							let r = /* @__PURE__ */ j(() => n());
							var a = IS(), o = F(a), s = (e) => {
								var t = MS();
								Y(t, 21, () => V(ie), ya, (e, t) => {
									var n = jS();
									z(() => X(n, "d", V(t))), K(e, n);
								}), E(t), z((e) => X(t, "transform", e), [() => ae(n())]), K(e, t);
							};
							J(o, (e) => {
								V(ee) && e(s);
							});
							var c = R(o);
							Y(c, 17, () => V(ne), ya, (e, t, r, i) => {
								let a = /* @__PURE__ */ j(() => r % 2 == 1 ? oe(V(t), n()) : null);
								var o = G(), s = I(o), c = (e) => {
									var t = NS(), n = L(t, !0);
									z((e) => {
										X(t, "x", V(a)[0]), X(t, "y", V(a)[1]), q(n, e);
									}, [() => $(V(te)[r], 2)]), K(e, t);
								};
								J(s, (e) => {
									V(a) && e(c);
								}), K(e, o);
							});
							var l = R(c), p = R(l), m = R(p), h = (e) => {
								var t = PS(), n = I(t), i = R(n);
								z((e, t, r, a) => {
									X(n, "transform", `translate(${e ?? ""} ${t ?? ""})`), X(i, "x", r), X(i, "y", a);
								}, [
									() => V(r).x(V(C).best[0]),
									() => V(r).y(V(C).best[1]),
									() => V(r).x(V(C).best[0]) + 13,
									() => V(r).y(V(C).best[1]) - 9
								]), K(e, t);
							};
							J(m, (e) => {
								t.lab.bestShown && V(C).best && e(h);
							});
							var g = R(m), _ = R(g), v = (e) => {
								{
									let r = /* @__PURE__ */ j(() => [V(u), V(d)]);
									rm(e, {
										get lab() {
											return t.lab;
										},
										get axes() {
											return V(r);
										},
										get scales() {
											return n();
										},
										ongrab: (e) => P(f, e ? V(C).axes : null)
									});
								}
							}, y = (e) => {
								var t = FS(), n = I(t), i = R(n);
								z((e, t, r, a) => {
									X(n, "cx", e), X(n, "cy", t), X(i, "x", r), X(i, "y", a);
								}, [
									() => V(r).x(w(0)[0]),
									() => V(r).y(w(0)[1]),
									() => V(r).x(w(0)[0]),
									() => V(r).y(w(0)[1]) - 13
								]), K(e, t);
							};
							J(_, (e) => {
								t.lab.startMoves && V(i)?.convex ? e(v) : e(y, -1);
							}), E(a), z((e, t, n, r) => {
								X(l, "d", e), X(p, "d", t), X(g, "cx", n), X(g, "cy", r);
							}, [
								() => ce(V(se), Math.max(t.lab.drawnTo, V(se)), n()),
								() => ce(0, V(se), n()),
								() => V(r).x(w(V(se))[0]),
								() => V(r).y(w(V(se))[1])
							]), K(e, a);
						}, r = /* @__PURE__ */ j(() => t.lab.shows("start") ? (e, n, r) => !V(f) && $p(t.lab, [V(u), V(d)], [e, n], r) : void 0);
						Gp(a, {
							get x() {
								return V(T)[0];
							},
							get y() {
								return V(T)[1];
							},
							get height() {
								return n();
							},
							label: "Loss contours with the path of the run",
							get onpick() {
								return V(r);
							},
							children: e,
							$$slots: { default: !0 }
						});
					}
					var s = R(a, 2), c = F(s), l = (e) => {
						var n = LS(), r = I(n), i = L(r), a = R(r, 2), s = (e) => {
							hu(e, { get lab() {
								return t.lab;
							} });
						};
						J(a, (e) => {
							V(o).length > 2 && e(s);
						}), z((e, t) => q(i, `epoch ${V(se) ?? ""}: ${V(o)[V(u)] ?? ""} ${e ?? ""}, ${V(o)[V(d)] ?? ""} ${t ?? ""}`), [() => $(t.lab.weights[V(u)]), () => $(t.lab.weights[V(d)])]), K(e, n);
					};
					J(c, (e) => {
						V(i)?.convex && t.lab.weights && e(l);
					}), E(s), K(e, r);
				};
				J(c, (e) => {
					V(C) && V(T) && V(a) && e(l);
				}), K(e, s);
			},
			$$slots: {
				controls: !0,
				default: !0
			}
		});
	}
	A();
}
var AS, jS, MS, NS, PS, FS, IS, LS, RS, zS = t((() => {
	Q(), Z(), Cs(), D_(), lu(), S_(), _S(), ES(), vu(), ju(), Qp(), am(), Up(), om(), tm(), DS(), AS = /* @__PURE__ */ W("<button class=\"button quiet\">Reset the start</button>"), jS = /* @__PURE__ */ Li("<path class=\"level svelte-1kzypm4\" vector-effect=\"non-scaling-stroke\"></path>"), MS = /* @__PURE__ */ Li("<g></g>"), NS = /* @__PURE__ */ Li("<text class=\"height\" dy=\"0.34em\" text-anchor=\"middle\"> </text>"), PS = /* @__PURE__ */ Li("<path class=\"best\" d=\"M0,-8L8,0L0,8L-8,0Z\"></path><text class=\"best-text\">lowest loss</text>", 1), FS = /* @__PURE__ */ Li("<circle class=\"from svelte-1kzypm4\" r=\"6\"></circle><text class=\"from-text svelte-1kzypm4\" text-anchor=\"middle\">start</text>", 1), IS = /* @__PURE__ */ Li("<g class=\"contour\"><!><!><path class=\"ahead\"></path><path class=\"path\"></path><!><circle class=\"now\" r=\"5.5\"></circle><!></g>"), LS = /* @__PURE__ */ W("<span> </span> <!>", 1), RS = /* @__PURE__ */ W("<!> <div class=\"key contour-key\"><!></div>", 1), Ci(["click"]);
}));
// src/lib/diagnosis.ts
function BS(e, t, n, r, i, a) {
	let o = fc(e.problem, a), s = new ZS(e, n, r, i, o), c = s.at(Tg(e, n)), l = s.endsBelow(c) ? s : c, u = s.errorsLeft(), d = cg(e), f = US(u.map((e, t) => QS(Math.abs(e), d[t]))), p = s.culprit(), m = vc(e);
	return {
		status: s.status,
		cause: VS(s, l, t, m),
		lr: r,
		limit: Sg(e, n),
		best: wg(e, n),
		advised: l.lr,
		growth: s.growth,
		exact: m,
		forecast: m ? {
			...s.forecast,
			loss: NaN
		} : s.forecast,
		condition: gc(e),
		startLoss: Og(e, r, 0, o, n),
		finalLoss: s.finalLoss,
		minLoss: e.minLoss,
		noiseStd: _c(e),
		culprit: p,
		kept: Vh(r * e.eigenvalues[p], n),
		worstWeight: f,
		worstError: u[f]
	};
}
function VS(e, t, n, r) {
	let { s: i, rule: a } = e, o = gc(n) > YS;
	if (e.status === "diverging") return "lr_above_limit";
	if (e.status === "converged") return i.rank < i.sigma.length ? "collinear" : r ? "none" : "noise_floor";
	if (e.isWithinNoise) return o ? "collinear" : "noise_floor";
	if (t !== e && e.lr >= WS * Sg(i, a) && !e.steepestIsDone) return "lr_near_limit";
	let s = HS(e, t);
	return s > GS && (!e.steepestIsDone || t.status === "converged") ? "lr_too_small" : o ? "collinear" : gc(i) > (e.steepestIsDone ? qS : JS) ? "slow_direction" : s > KS ? "lr_too_small" : "none";
}
function HS(e, t) {
	if (t.lr <= e.lr) return 1;
	let n = t.lr / e.lr, r = e.forecast.toTolerance;
	return Number.isFinite(r) ? Math.min(n, r / Math.max(t.forecast.toTolerance, 1)) : n;
}
function US(e) {
	let t = 0;
	return e.forEach((n, r) => {
		(n > e[t] || Number.isNaN(e[t])) && (t = r);
	}), t;
}
var WS, GS, KS, qS, JS, YS, XS, ZS, QS, $S = t((() => {
	xg(), mc(), zg(), Hh(), Mc(), WS = .95, GS = 10, KS = 3, qS = 10, JS = 100, YS = 1e10, XS = .05, ZS = class e {
		s;
		rule;
		lr;
		epochs;
		w0;
		growth;
		forecast;
		status;
		first;
		left;
		shares;
		constructor(e, t, n, r, i) {
			this.s = e, this.rule = t, this.lr = n, this.epochs = r, this.w0 = i, this.growth = Lg(e, n, t), this.forecast = sg(e, n, i, t), this.status = kg(this.growth, this.forecast.toTolerance, r);
			let a = lg(e, i), o = Array.from({ length: e.rank }, (e, t) => t);
			this.first = o.map((e) => Math.max(0, ...a.map((t) => Math.abs(t[e])))), this.shares = o.map((i) => Ih(t, n, e.eigenvalues[i], r)), this.left = o.map((e) => this.first[e] === 0 ? 0 : this.first[e] * Math.abs(this.shares[e]));
		}
		at(t) {
			return new e(this.s, this.rule, t, this.epochs, this.w0);
		}
		get steepestIsDone() {
			let e = this.first.findIndex((e) => e > vg);
			if (e < 0) return !0;
			let t = Math.min(this.first[e], Math.max(...this.left));
			return this.left[e] <= Math.max(1, .01 * t);
		}
		get finalLoss() {
			return Og(this.s, this.lr, this.epochs, this.w0, this.rule);
		}
		endsBelow(e) {
			return this.status !== "diverging" && this.finalLoss < e.finalLoss * .999999999;
		}
		get isWithinNoise() {
			let e = yc(this.s, this.w0), t = this.shares.reduce((t, n, r) => t + (n * e[r]) ** 2, 0);
			return Math.sqrt(t) < XS * _c(this.s);
		}
		errorsLeft() {
			let { s: e } = this, t = yc(e, this.w0), n = new Float64Array(e.problem.p);
			return this.shares.forEach((r, i) => {
				let a = t[i] / e.sigma[i] * r;
				e.axes[i].forEach((e, t) => n[t] += e === 0 ? 0 : e * a);
			}), dc(e.problem, n);
		}
		culprit() {
			return this.status !== "diverging" && this.left.some((e) => e > 0) ? US(this.left) : US(Array.from(this.s.eigenvalues.subarray(0, Math.max(this.s.rank, 1))).map((e) => Vh(this.lr * e, this.rule)));
		}
	}, QS = (e, t) => {
		let n = e / t;
		return Number.isNaN(n) ? 0 : n;
	};
}));
// src/lib/models/outlook.ts
function eC(e, t, n, r, i) {
	let a = T_(i, i.epochs);
	if (!(Number.isFinite(i.losses[i.epochs]) && a.every(Number.isFinite))) return "diverging";
	if (zl(n.name) === null || t === null || !(r <= nC * iC(t.steepest, n))) return null;
	let o = e.inUserUnits(t.weights), [s, c] = [i.epochs, Math.max(i.epochs - 1, 0)].map((t) => e.inUserUnits(T_(i, t))), l = (e) => e.every((e, t) => Math.abs(e - o[t]) <= rC * Math.abs(o[t]));
	return l(s) && l(c) ? "converged" : null;
}
function tC(e, t, n, r) {
	if (zl(n.name) === null) {
		let { divisors: i } = r;
		if (t === null || !i?.every((e) => e > 0 && e < Infinity)) return null;
		let { values: a } = oS(e, t.weights, !0, i);
		return {
			lr: iC(a[0] ?? 0, n),
			at: Mg
		};
	}
	if (t) return {
		lr: iC(t.steepest, n),
		at: "at the solution"
	};
	let i = T_(r, r.epochs), a = i.every(Number.isFinite) && Number.isFinite(r.losses[r.epochs]), { values: o } = oS(e, a ? i : T_(r, 0));
	return {
		lr: iC(o[0], n),
		at: a ? "where the run ends" : "where it starts"
	};
}
var nC, rC, iC, aC, oC = t((() => {
	D_(), Vl(), zg(), _S(), nC = .999, rC = 5e-6, iC = (e, t) => e > 0 ? t.rateLimit(e) : Infinity, aC = (e, t) => t.name === "gd" && e.bound ? 2 / e.bound : null;
}));
// src/model.svelte.ts
function sC(e, { lr: t, epochs: n, rule: r, start: i }) {
	let a = Math.floor(cC / (e.problem.m * e.size)), o = i && dC(i, e.outputs, e.size) ? i : e.firstWeights;
	return C_(e, t, Math.min(n, Math.max(a, 1)), o, r);
}
var cC, lC, uC, dC, fC = t((() => {
	Z(), $s(), D_(), kl(), _S(), oC(), zg(), Vl(), cC = 3e8, lC = .5, uC = class {
		lab;
		#e = /* @__PURE__ */ N({});
		get kits() {
			return V(this.#e);
		}
		set kits(e) {
			P(this.#e, e);
		}
		#t = /* @__PURE__ */ N([]);
		get normals() {
			return V(this.#t);
		}
		set normals(e) {
			P(this.#t, e);
		}
		constructor(e) {
			this.lab = e;
		}
		#n = /* @__PURE__ */ j(() => this.kits[this.lab.model] ?? null);
		get kit() {
			return V(this.#n);
		}
		set kit(e) {
			P(this.#n, e);
		}
		#r = /* @__PURE__ */ j(() => {
			let { alpha: e, l1_ratio: t, delta: n, hidden_units: r, loss: i, standardize: a } = this.lab;
			return {
				settings: {
					alpha: e,
					l1_ratio: t,
					delta: n,
					hidden: r
				},
				loss: i,
				standardize: a,
				normals: this.normals
			};
		});
		get recipe() {
			return V(this.#r);
		}
		set recipe(e) {
			P(this.#r, e);
		}
		#i = /* @__PURE__ */ j(() => this.lab.data ? this.build(this.lab.data, this.lab.model, this.recipe) : null);
		get built() {
			return V(this.#i);
		}
		set built(e) {
			P(this.#i, e);
		}
		#a = /* @__PURE__ */ j(() => typeof this.built == "string" ? null : this.built);
		get model() {
			return V(this.#a);
		}
		set model(e) {
			P(this.#a, e);
		}
		#o = /* @__PURE__ */ j(() => typeof this.built == "string" ? this.built : "");
		get fault() {
			return V(this.#o);
		}
		set fault(e) {
			P(this.#o, e);
		}
		#s = /* @__PURE__ */ j(() => this.model && aS(this.model));
		get minimum() {
			return V(this.#s);
		}
		set minimum(e) {
			P(this.#s, e);
		}
		#c = /* @__PURE__ */ j(() => this.model && this.minimum && this.model.inUserUnits(this.minimum.weights));
		get best() {
			return V(this.#c);
		}
		set best(e) {
			P(this.#c, e);
		}
		#l = /* @__PURE__ */ j(() => {
			let { run: e, rule: t } = this.lab;
			return this.model && e ? tC(this.model, this.minimum, Rl[t], e) : null;
		});
		get limit() {
			return V(this.#l);
		}
		set limit(e) {
			P(this.#l, e);
		}
		#u = /* @__PURE__ */ j(() => this.model && aC(this.model, Rl[this.lab.rule]));
		get globalLimit() {
			return V(this.#u);
		}
		set globalLimit(e) {
			P(this.#u, e);
		}
		#d = /* @__PURE__ */ j(() => {
			let { run: e, rule: t, lr: n } = this.lab;
			return this.model && e ? eC(this.model, this.minimum, Rl[t], n, e) : null;
		});
		get status() {
			return V(this.#d);
		}
		set status(e) {
			P(this.#d, e);
		}
		#f = /* @__PURE__ */ j(() => this.kit?.formulas(this.recipe) ?? null);
		get formulas() {
			return V(this.#f);
		}
		set formulas(e) {
			P(this.#f, e);
		}
		async load(e) {
			if (e === "least-squares" || this.kits[e]) return;
			let [{ kit: t }, n] = await Promise.all([Ol[e].load(), e === "network" ? Ws() : this.normals]);
			this.normals = n, this.kits = {
				...this.kits,
				[e]: t
			};
		}
		suits(e, t) {
			return t.model === "least-squares" || typeof this.build(e, t.model, this.recipeOf(t)) == "object";
		}
		runOn(e, t) {
			let n = this.build(e, t.model, this.recipeOf(t));
			return n && typeof n == "object" ? sC(n, t) : null;
		}
		#p = /* @__PURE__ */ j(() => this.model && sC(this.model, this.lab.runSettings()));
		get run() {
			return V(this.#p);
		}
		set run(e) {
			P(this.#p, e);
		}
		usualRate() {
			let { model: e, minimum: t } = this;
			if (!e || !zl(this.lab.rule)) return null;
			let n = oS(e, e.fromUserUnits(this.lab.startWeights)).values[0], r = Math.max(n, t?.steepest ?? 0);
			return r > 0 ? Dg(lC * Rl[this.lab.rule].rateLimit(r), 2) : null;
		}
		build(e, t, n) {
			let r = this.kits[t];
			if (!r) return null;
			try {
				return r.build(e, n);
			} catch (e) {
				if (e instanceof El) return e.message;
				throw e;
			}
		}
		recipeOf(e) {
			let { loss: t, standardize: n } = e;
			return {
				settings: e,
				loss: t,
				standardize: n,
				normals: this.normals
			};
		}
	}, dC = (e, t, n) => t === 1 && e.length === n;
}));
// src/hiding.ts
function pC(e) {
	let t = new URLSearchParams(e).getAll("hide").join(",");
	return new Set(t.split(",").map((e) => e.trim().toLowerCase()).filter(Boolean));
}
function mC(e, t) {
	return t.has(e) || (_C[e] ?? []).some((e) => t.has(e));
}
var hC, gC, _C, vC = t((() => {
	hC = [
		"rate",
		"model",
		"epochs",
		"rule",
		"loss",
		"standardize",
		"start",
		"data"
	], gC = ["rate", "limits"], _C = {
		sweep: gC,
		directions: gC,
		forecast: [...gC, "verdict"],
		reason: [
			...gC,
			"epochs",
			"rule",
			"standardize"
		],
		code: hC,
		prompt: [
			...hC,
			"limits",
			"verdict",
			"forecast"
		]
	};
}));
// src/url.ts
function yC(e) {
	let t = new URLSearchParams();
	for (let [n, r] of Object.entries(CC(e.data))) t.set(n, r);
	for (let [n, r] of Object.entries(wC(e))) t.set(n, r);
	t.set("epoch", String(e.epoch)), e.axes && t.set("axes", e.axes.join(",")), t.set("residuals", e.residuals), t.set("closed", e.closedForm ? "1" : "0");
	for (let n of e.pins) t.append("pin", AC(n));
	return `#${t.toString().replaceAll("%2C", ",").replaceAll("%3B", ";").replaceAll("%3A", ":")}`;
}
function bC(e) {
	let t = btoa(e.slice(1)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
	return `#${kC}${t}`;
}
function xC(e) {
	if (!e.startsWith(`#${kC}`)) return e;
	try {
		return `#${atob(e.slice(5).replaceAll("-", "+").replaceAll("_", "/"))}`;
	} catch {
		return null;
	}
}
function SC(e, t = /* @__PURE__ */ new Set()) {
	let n = xC(e), r = new PC(new URLSearchParams((n ?? "").replace(/^#/, "")), t);
	n === null && r.notices.push("The link is damaged, so the lab opens as it does without one: ask for the link again.");
	let i = r.data(), a = {
		...r.run(),
		data: i ?? Cm,
		epoch: r.number("epoch", Dm.epoch, [0, Em.epochs[1]], !0),
		axes: r.axes(),
		residuals: r.choice("residuals", DC, Dm.residuals),
		closedForm: r.flag("closed", Dm.closedForm),
		pins: r.pins()
	};
	return a.epoch > a.epochs && (a.epoch = a.epochs), {
		settings: a,
		namesData: i !== null,
		notices: r.notices
	};
}
function CC(e) {
	let t = { data: e.kind };
	if (e.kind === "lesson") for (let n of EC) t[n] = String(e[n]);
	else e.kind === "example" ? Object.assign(t, {
		points: e.points,
		n: String(e.n),
		seed: String(e.seed)
	}) : e.kind === "case" ? t.case = e.case : e.kind === "dataset" ? t.name = e.name : e.kind === "upload" || e.kind === "file" ? (e.kind === "upload" && (t.id = e.id), e.target && (t.target = e.target), e.drop_missing && (t.drop = "1")) : e.kind === "points" && e.y.length <= 300 && (t.names = e.names.join(","), t.target = e.target, t.columns = e.columns.map(jC).join(";"), t.y = jC(e.y));
	return e.features && (t.features = e.features.join(",")), t;
}
function wC(e) {
	let t = {
		lr: String(e.lr),
		epochs: String(e.epochs),
		rule: e.rule,
		loss: e.loss,
		standardize: e.standardize ? "1" : "0"
	};
	e.model !== "least-squares" && (t.model = e.model);
	for (let n of Ol[e.model].takes) t[n] = String(e[n]);
	return e.start && (t.start = e.start.join(",")), t;
}
function TC(e) {
	if (e === null || e.trim() === "") return null;
	let t = e.split(",").map((e) => e.trim() === "" ? NaN : Number(e));
	return t.every(Number.isFinite) ? t : null;
}
var EC, DC, OC, kC, AC, jC, MC, NC, PC, FC, IC = t((() => {
	Tm(), vC(), kl(), mc(), Vl(), km(), EC = [
		"n",
		"noise",
		"seed",
		"low",
		"high"
	], DC = [
		"none",
		"lines",
		"squares"
	], OC = 1041, kC = "run=", AC = (e) => Object.entries(wC(e)).map(([e, t]) => `${e}:${t}`).join(";"), jC = (e) => e.map((e) => String(Number(e.toPrecision(9)))).join(","), MC = {
		lr: "rate",
		...Object.fromEntries([
			...EC,
			"points",
			"case",
			"drop"
		].map((e) => [e, "data"])),
		...Object.fromEntries([
			"alpha",
			"l1_ratio",
			"delta",
			"hidden"
		].map((e) => [e, "model"]))
	}, NC = "A value in the link, for something that is hidden here, cannot be used. Another one is used instead.", PC = class e {
		fields;
		hidden;
		notices = [];
		constructor(e, t) {
			this.fields = e, this.hidden = t;
		}
		note(e, t) {
			this.notices.push(mC(MC[e] ?? e, this.hidden) ? NC : t);
		}
		data() {
			let e = EC.some((e) => this.fields.has(e)), t = this.fields.get("data") ?? (e ? "lesson" : null);
			if (t === null) return null;
			let n = this.descriptor(t);
			if (n === null) return this.note("data", `The link's data “${FC(t)}” cannot be opened. The lesson's data are shown instead.`), null;
			let r = this.fields.get("features");
			return r ? {
				...n,
				features: r.split(",")
			} : n;
		}
		descriptor(e) {
			if (e === "lesson") return this.lesson();
			if (e === "example") return {
				kind: e,
				points: this.choice("points", Object.keys(wm), "lesson-line"),
				n: this.number("n", 100, Em.example, !0),
				seed: this.number("seed", 0, Em.seed, !0)
			};
			if (e === "case") return {
				kind: e,
				case: this.choice("case", Sm, "collinear")
			};
			if (e === "dataset") {
				let t = this.fields.get("name") ?? "";
				return /^[\w-]{1,40}$/.test(t) ? {
					kind: e,
					name: t
				} : null;
			}
			if (e === "file") return {
				kind: e,
				...this.table()
			};
			if (e === "upload") {
				let t = this.fields.get("id") ?? "";
				return /^[\w-]{1,64}$/.test(t) ? {
					kind: e,
					id: t,
					...this.table()
				} : null;
			}
			return e === "points" ? this.points() : null;
		}
		table() {
			let e = this.fields.get("target"), t = e ? { target: e } : {};
			return this.flag("drop", !1) ? {
				...t,
				drop_missing: !0
			} : t;
		}
		lesson() {
			let e = this.number("low", Cm.low, Em.range), t = this.number("high", Cm.high, Em.range);
			return t <= e && (t = e + 1, this.note("low", `The link's x-range is empty. It now goes from ${e} to ${t}.`)), {
				kind: "lesson",
				n: this.number("n", Cm.n, Em.n, !0),
				noise: this.number("noise", Cm.noise, Em.noise),
				seed: this.number("seed", Cm.seed, Em.seed, !0),
				low: e,
				high: t
			};
		}
		points() {
			let e = TC(this.fields.get("y")), t = (this.fields.get("columns") ?? "").split(";").map(TC), n = (this.fields.get("names") ?? "").split(",").map(FC);
			return e === null || e.length < 2 || e.length > Em.points || t.length !== n.length || t.some((t) => t?.length !== e.length) ? null : {
				kind: "points",
				names: n,
				target: FC(this.fields.get("target") ?? "y"),
				columns: t,
				y: e
			};
		}
		run() {
			let e = this.choice("model", Object.keys(Ol), Dm.model), t = Tl(e);
			for (let n of Ol[e].takes) t[n] = this.number(n, t[n], Em[n], n === "hidden");
			return {
				model: e,
				...t,
				lr: this.rate(),
				epochs: this.number("epochs", Dm.epochs, Em.epochs, !0),
				rule: this.choice("rule", Object.keys(Rl), Dm.rule),
				loss: this.choice("loss", pc, Dm.loss),
				standardize: this.flag("standardize", Dm.standardize),
				start: this.start()
			};
		}
		rate() {
			let e = this.number("lr", Dm.lr, [-Infinity, Em.lr[1]]);
			return e >= Em.lr[0] ? e : (this.note("lr", `lr=${FC(this.fields.get("lr") ?? "")} in the link is out of range: ${Dm.lr} is used.`), Dm.lr);
		}
		start() {
			let e = this.fields.get("start");
			if (e === null) return null;
			let t = TC(e), n = t !== null && t.length <= OC && t.every((e) => Math.abs(e) <= 1e9);
			return n || this.note("start", `start=${FC(e)} in the link is not a list of weights: it is ignored.`), n ? t : null;
		}
		axes() {
			let e = TC(this.fields.get("axes"));
			return e?.length === 2 && e[0] !== e[1] && e.every((e) => Number.isInteger(e) && e >= 0 && e < OC) ? [e[0], e[1]] : null;
		}
		pins() {
			return this.fields.getAll("pin").slice(0, Em.pins).map((t) => {
				let n = t.split(";").map((e) => e.split(":")), r = new e(new URLSearchParams(n.filter((e) => e.length === 2)), this.hidden), i = r.run();
				return this.notices.push(...r.notices.map((e) => e === NC ? e : `A pinned run: ${e}`)), i;
			});
		}
		number(e, t, n, r = !1) {
			let i = this.fields.get(e);
			if (i === null) return t;
			let a = i.trim() === "" ? NaN : Number(i);
			if (!Number.isFinite(a)) return this.note(e, `${e}=${FC(i)} in the link is not a number: ${t} is used.`), t;
			let o = Math.min(Math.max(r ? Math.round(a) : a, n[0]), n[1]);
			return o !== a && this.note(e, `${e}=${FC(i)} in the link is out of range: ${o} is used.`), o;
		}
		choice(e, t, n) {
			let r = this.fields.get(e);
			if (r === null) return n;
			let i = t.find((e) => e === r);
			return i === void 0 && this.note(e, `${e}=${FC(r)} in the link is not known: ${n} is used.`), i ?? n;
		}
		flag(e, t) {
			return this.choice(e, ["0", "1"], t ? "1" : "0") === "1";
		}
	}, FC = (e) => e.length > 40 ? `${e.slice(0, 40)}…` : e;
})), LC, RC, zC, BC, VC, HC, UC, WC = t((() => {
	Z(), $s(), A_(), Tm(), D_(), $S(), kl(), mc(), zg(), Vl(), Mc(), km(), fC(), vC(), IC(), LC = 10, RC = {
		huber: "mean Huber loss",
		logistic: "negative log-likelihood",
		softmax: "negative log-likelihood",
		poisson: "negative log-likelihood"
	}, zC = [
		"verdict",
		"contour",
		"losses",
		"weights",
		"directions",
		"steps",
		"compare",
		"play"
	], BC = [
		"verdict",
		"directions",
		"compare",
		"limits",
		"pins"
	], VC = class {
		#e = /* @__PURE__ */ N(Dm.data);
		get descriptor() {
			return V(this.#e);
		}
		set descriptor(e) {
			P(this.#e, e);
		}
		#t = /* @__PURE__ */ N(null);
		get data() {
			return V(this.#t);
		}
		set data(e) {
			P(this.#t, e);
		}
		#n = /* @__PURE__ */ N(null);
		get file() {
			return V(this.#n);
		}
		set file(e) {
			P(this.#n, e);
		}
		#r = /* @__PURE__ */ N("");
		get version() {
			return V(this.#r);
		}
		set version(e) {
			P(this.#r, e, !0);
		}
		#i = /* @__PURE__ */ N({});
		get words() {
			return V(this.#i);
		}
		set words(e) {
			P(this.#i, e);
		}
		#a = /* @__PURE__ */ N(!1);
		get loading() {
			return V(this.#a);
		}
		set loading(e) {
			P(this.#a, e, !0);
		}
		#o = /* @__PURE__ */ N(!1);
		get opened() {
			return V(this.#o);
		}
		set opened(e) {
			P(this.#o, e, !0);
		}
		#s = /* @__PURE__ */ N("");
		get error() {
			return V(this.#s);
		}
		set error(e) {
			P(this.#s, e, !0);
		}
		#c = /* @__PURE__ */ N([]);
		get notices() {
			return V(this.#c);
		}
		set notices(e) {
			P(this.#c, e);
		}
		hidden;
		#l = /* @__PURE__ */ N(!0);
		get revealed() {
			return V(this.#l);
		}
		set revealed(e) {
			P(this.#l, e, !0);
		}
		#u = /* @__PURE__ */ N(1);
		get speed() {
			return V(this.#u);
		}
		set speed(e) {
			P(this.#u, e, !0);
		}
		#d = /* @__PURE__ */ N(!1);
		get sealed() {
			return V(this.#d);
		}
		set sealed(e) {
			P(this.#d, e, !0);
		}
		#f = /* @__PURE__ */ N(Pn(Dm.model));
		get model() {
			return V(this.#f);
		}
		set model(e) {
			P(this.#f, e, !0);
		}
		#p = /* @__PURE__ */ N(Pn(Dm.alpha));
		get alpha() {
			return V(this.#p);
		}
		set alpha(e) {
			P(this.#p, e, !0);
		}
		#m = /* @__PURE__ */ N(Pn(Dm.l1_ratio));
		get l1_ratio() {
			return V(this.#m);
		}
		set l1_ratio(e) {
			P(this.#m, e, !0);
		}
		#h = /* @__PURE__ */ N(Pn(Dm.delta));
		get delta() {
			return V(this.#h);
		}
		set delta(e) {
			P(this.#h, e, !0);
		}
		#g = /* @__PURE__ */ N(Pn(Dm.hidden));
		get hidden_units() {
			return V(this.#g);
		}
		set hidden_units(e) {
			P(this.#g, e, !0);
		}
		#_ = /* @__PURE__ */ N(Pn(Dm.lr));
		get lr() {
			return V(this.#_);
		}
		set lr(e) {
			P(this.#_, e, !0);
		}
		#v = /* @__PURE__ */ N(Pn(Dm.epochs));
		get epochs() {
			return V(this.#v);
		}
		set epochs(e) {
			P(this.#v, e, !0);
		}
		#y = /* @__PURE__ */ N(Pn(Dm.rule));
		get rule() {
			return V(this.#y);
		}
		set rule(e) {
			P(this.#y, e, !0);
		}
		#b = /* @__PURE__ */ N(Pn(Dm.loss));
		get loss() {
			return V(this.#b);
		}
		set loss(e) {
			P(this.#b, e, !0);
		}
		#x = /* @__PURE__ */ N(Pn(Dm.standardize));
		get standardize() {
			return V(this.#x);
		}
		set standardize(e) {
			P(this.#x, e, !0);
		}
		#S = /* @__PURE__ */ N(null);
		get start() {
			return V(this.#S);
		}
		set start(e) {
			P(this.#S, e);
		}
		#C = /* @__PURE__ */ N(Pn(Dm.epoch));
		get epoch() {
			return V(this.#C);
		}
		set epoch(e) {
			P(this.#C, e, !0);
		}
		#w = /* @__PURE__ */ N(!1);
		get playing() {
			return V(this.#w);
		}
		set playing(e) {
			P(this.#w, e, !0);
		}
		#T = /* @__PURE__ */ N(null);
		get axesChosen() {
			return V(this.#T);
		}
		set axesChosen(e) {
			P(this.#T, e);
		}
		#E = /* @__PURE__ */ N(Pn(Dm.residuals));
		get residuals() {
			return V(this.#E);
		}
		set residuals(e) {
			P(this.#E, e, !0);
		}
		#D = /* @__PURE__ */ N(Pn(Dm.closedForm));
		get closedForm() {
			return V(this.#D);
		}
		set closedForm(e) {
			P(this.#D, e, !0);
		}
		#O = /* @__PURE__ */ N([]);
		get pins() {
			return V(this.#O);
		}
		set pins(e) {
			P(this.#O, e);
		}
		#k = /* @__PURE__ */ j(() => this.shows("pins") ? this.pins : []);
		get drawnPins() {
			return V(this.#k);
		}
		set drawnPins(e) {
			P(this.#k, e);
		}
		trained = new uC(this);
		asked = 0;
		nextPin = 1;
		constructor(e = "") {
			this.hidden = pC(e);
		}
		#A = /* @__PURE__ */ j(() => this.model === "least-squares");
		get isLine() {
			return V(this.#A);
		}
		set isLine(e) {
			P(this.#A, e);
		}
		#j = /* @__PURE__ */ j(() => this.isLine ? zl(this.rule) : null);
		get closedRule() {
			return V(this.#j);
		}
		set closedRule(e) {
			P(this.#j, e);
		}
		#M = /* @__PURE__ */ j(() => this.trained.model?.names ?? this.data?.weight_names ?? ["x", "intercept"]);
		get weightNames() {
			return V(this.#M);
		}
		set weightNames(e) {
			P(this.#M, e);
		}
		#N = /* @__PURE__ */ j(() => this.start && this.startFits ? this.start : this.trained.model?.firstWeights ?? this.data?.lr_start ?? [0, 0]);
		get startWeights() {
			return V(this.#N);
		}
		set startWeights(e) {
			P(this.#N, e);
		}
		#P = /* @__PURE__ */ j(() => {
			let e = this.isLine ? 1 : this.trained.model?.outputs ?? 0;
			return this.start !== null && dC(this.start, e, this.weightNames.length);
		});
		get startFits() {
			return V(this.#P);
		}
		set startFits(e) {
			P(this.#P, e);
		}
		#F = /* @__PURE__ */ j(() => this.weightNames.length === this.data?.weight_names.length && (this.start === null || this.startFits));
		get startMoves() {
			return V(this.#F);
		}
		set startMoves(e) {
			P(this.#F, e);
		}
		#I = /* @__PURE__ */ j(() => this.data && nc(this.data.equivalent, this.data.n, this.loss));
		get own() {
			return V(this.#I);
		}
		set own(e) {
			P(this.#I, e);
		}
		#L = /* @__PURE__ */ j(() => this.own && hc(rc(this.own)));
		get standard() {
			return V(this.#L);
		}
		set standard(e) {
			P(this.#L, e);
		}
		#R = /* @__PURE__ */ j(() => this.own && hc(this.own));
		get ownSpectrum() {
			return V(this.#R);
		}
		set ownSpectrum(e) {
			P(this.#R, e);
		}
		#z = /* @__PURE__ */ j(() => this.isLine ? this.standardize ? this.standard : this.ownSpectrum : null);
		get spectrum() {
			return V(this.#z);
		}
		set spectrum(e) {
			P(this.#z, e);
		}
		#B = /* @__PURE__ */ j(() => this.spectrum?.problem ?? null);
		get problem() {
			return V(this.#B);
		}
		set problem(e) {
			P(this.#B, e);
		}
		#V = /* @__PURE__ */ j(() => {
			if (!this.isLine) return this.trained.run;
			let { problem: e, lr: t, epochs: n, startWeights: r, rule: i } = this;
			return e && C_(oc(e), t, n, r, i);
		});
		get run() {
			return V(this.#V);
		}
		set run(e) {
			P(this.#V, e);
		}
		#H = /* @__PURE__ */ j(() => {
			let { spectrum: e, standard: t, closedRule: n, lr: r, epochs: i, startWeights: a } = this;
			return e && t && n && BS(e, t, n, r, i, a);
		});
		get diagnosis() {
			return V(this.#H);
		}
		set diagnosis(e) {
			P(this.#H, e);
		}
		#U = /* @__PURE__ */ j(() => this.isLine ? this.ownSpectrum ? Array.from(this.ownSpectrum.optimum) : null : this.trained.best);
		get best() {
			return V(this.#U);
		}
		set best(e) {
			P(this.#U, e);
		}
		#W = /* @__PURE__ */ j(() => this.isLine ? "closed form" : "lowest loss");
		get bestName() {
			return V(this.#W);
		}
		set bestName(e) {
			P(this.#W, e);
		}
		#G = /* @__PURE__ */ j(() => this.isLine ? this.spectrum?.minLoss ?? 0 : this.trained.minimum?.loss ?? NaN);
		get floor() {
			return V(this.#G);
		}
		set floor(e) {
			P(this.#G, e);
		}
		lossTitle(e) {
			return this.hidden.has("loss") || this.hidden.has("model") ? e : `${e} (${Ol[this.model].squared ? this.loss : RC[this.model]})`;
		}
		#K = /* @__PURE__ */ j(() => {
			if (!this.isLine) return this.trained.limit;
			let { spectrum: e, closedRule: t, run: n } = this;
			if (!e) return null;
			if (t) return {
				lr: Sg(e, t),
				at: ""
			};
			let r = n?.divisors ? Cg(e.problem, Rl[this.rule], n.divisors) : NaN;
			return Number.isNaN(r) ? null : {
				lr: r,
				at: Mg
			};
		});
		get limitThere() {
			return V(this.#K);
		}
		set limitThere(e) {
			P(this.#K, e);
		}
		#q = /* @__PURE__ */ j(() => this.limitThere?.lr ?? Infinity);
		get limit() {
			return V(this.#q);
		}
		set limit(e) {
			P(this.#q, e);
		}
		#J = /* @__PURE__ */ j(() => this.sealed ? 0 : Math.min(this.epoch, this.run?.epochs ?? 0));
		get shownEpoch() {
			return V(this.#J);
		}
		set shownEpoch(e) {
			P(this.#J, e);
		}
		#Y = /* @__PURE__ */ j(() => this.revealed ? this.run?.epochs ?? 0 : this.shownEpoch);
		get drawnTo() {
			return V(this.#Y);
		}
		set drawnTo(e) {
			P(this.#Y, e);
		}
		#X = /* @__PURE__ */ j(() => this.closedForm && this.revealed);
		get bestShown() {
			return V(this.#X);
		}
		set bestShown(e) {
			P(this.#X, e);
		}
		#Z = /* @__PURE__ */ j(() => this.run ? w_(this.run, this.shownEpoch) : null);
		get weights() {
			return V(this.#Z);
		}
		set weights(e) {
			P(this.#Z, e);
		}
		#Q = /* @__PURE__ */ j(() => this.run ? this.run.losses[this.shownEpoch] : NaN);
		get currentLoss() {
			return V(this.#Q);
		}
		set currentLoss(e) {
			P(this.#Q, e);
		}
		#$ = /* @__PURE__ */ j(() => {
			let e = this.weightNames.length, t = this.axesChosen;
			return t && t[0] < e && t[1] < e ? t : [0, this.isLine || e === 1 ? e - 1 : 1];
		});
		get axes() {
			return V(this.#$);
		}
		set axes(e) {
			P(this.#$, e);
		}
		predict(e, t) {
			let { model: n } = this.trained, r = e.length, i = e[0]?.length ?? 0, a = new Float64Array(i * (r + 1)).fill(1);
			e.forEach((e, t) => {
				for (let n = 0; n < i; n++) a[n * (r + 1) + t] = e[n];
			});
			let o = new Float64Array(i * (this.isLine ? 1 : n?.outputs ?? 1));
			return this.isLine || !n ? sc(a, r + 1, t, o) : n.predict(a, t, o), o;
		}
		#ee = /* @__PURE__ */ j(() => this.trained.model?.classes ?? []);
		get classes() {
			return V(this.#ee);
		}
		set classes(e) {
			P(this.#ee, e);
		}
		heights(e) {
			return this.classes.length === 2 ? e.map((e) => this.classes.indexOf(e)) : e;
		}
		shows(e) {
			return e === "start" && !this.startMoves || !this.revealed && BC.includes(e) ? !1 : !mC(e, this.hidden) && !(this.sealed && zC.includes(e));
		}
		setRate(e) {
			Number.isFinite(e) && e > 0 && (this.lr = Om(e, Em.lr));
		}
		setEpochs(e) {
			let t = this.epoch >= this.epochs;
			this.epochs = Om(Math.round(e), Em.epochs), this.epoch = t ? this.epochs : Math.min(this.epoch, this.epochs);
		}
		jump(e) {
			this.epoch = Om(Math.round(e), [0, this.epochs]), this.epoch >= this.epochs && (this.revealed = !0);
		}
		step(e) {
			this.playing = !1, this.jump(this.epoch + e);
		}
		togglePlay() {
			!this.playing && this.epoch >= this.epochs && (this.epoch = 0), this.playing = !this.playing;
		}
		rewind() {
			this.playing = !1, this.epoch = 0;
		}
		setStart(e) {
			this.start = e?.every(Number.isFinite) ? e : null;
		}
		async reset() {
			this.revealed = !0, this.apply({
				...Dm,
				data: this.file ? { kind: "file" } : Cm
			}), this.notices = [], await this.load(this.descriptor);
		}
		pin() {
			!this.run || this.pins.length >= Em.pins || (this.pins = [...this.pins, this.pinned(this.runSettings(), this.run)]);
		}
		unpin(e) {
			this.pins = this.pins.filter((t) => t.id !== e);
		}
		async choose(e) {
			if (e === this.model || !await this.loadModel(e)) return;
			let { squared: t } = Ol[e], n = t ? this.loss : Dm.loss, r = {
				...this.runSettings(),
				model: e,
				...Tl(e),
				loss: n,
				start: null
			};
			if (this.descriptor.kind === "lesson" || this.descriptor.kind === "example" || !this.data || !this.trained.suits(this.data, r)) {
				let { points: t } = Ol[e], n = {
					kind: "example",
					points: t,
					n: 100,
					seed: 0
				};
				if (!await this.load(e === "least-squares" ? Cm : n)) return;
			}
			this.applyRun(r), this.axesChosen = null, this.takeUsualRate();
		}
		takeUsualRate() {
			this.isLine && this.descriptor.kind === "lesson" ? this.setRate(Dm.lr) : this.spectrum && this.closedRule ? this.setRate(Tg(this.spectrum, this.closedRule)) : this.setRate(this.usualStep() ?? this.trained.usualRate() ?? this.lr);
		}
		usualStep() {
			let { best: e, startWeights: t, epochs: n } = this;
			if (zl(this.rule) || !e) return null;
			let r = Math.max(...e.map((e, n) => Math.abs(e - t[n])));
			return r > 0 ? Dg(LC * r / Math.max(n, 1), 2) : null;
		}
		async loadModel(e) {
			try {
				return await this.trained.load(e), !0;
			} catch {
				return this.error = `The model ${Ol[e].text} could not be loaded: check that the server runs, and choose it again.`, !1;
			}
		}
		async recall(e) {
			await this.loadModel(e.model) && (this.applyRun(e), this.revealed = !0, this.epoch = Math.min(this.epoch, this.epochs));
		}
		async load(e, t = {}) {
			let n = ++this.asked;
			this.loading = !0, this.error = "";
			try {
				let r = await Ks(e);
				return n === this.asked && (this.take(e, r), t.advisedRate && this.takeUsualRate(), !0);
			} catch (e) {
				return n === this.asked && (this.error = HC(e)), !1;
			} finally {
				n === this.asked && (this.loading = !1);
			}
		}
		take(e, t) {
			let n = this.data !== null && JSON.stringify(e) !== JSON.stringify(this.descriptor), r = this.data?.weight_names.length;
			this.descriptor = e, this.data = t, r !== void 0 && r !== t.weight_names.length && (this.axesChosen = null), this.startFits || (this.start = null), n && (this.pins = this.pins.map((e) => ({
				...e,
				onOtherData: !0
			})));
		}
		async open(e) {
			let { settings: t, namesData: n, notices: r } = SC(e, this.hidden);
			this.notices = r, this.apply(t), this.revealed = e.length > 1, this.revealed || (this.epoch = 0);
			try {
				let e = await Gs();
				this.version = e.version, this.words = e.words, await this.loadModel(this.model) || (this.model = Dm.model), this.file = e.file;
				let r = e.data.kind === "lesson" ? {
					...Cm,
					...e.data
				} : e.data, i = n ? t.data : r, a = r.kind === "file";
				!await this.load(i, { advisedRate: a && !n }) && i !== r && await this.loadInstead(r, "opening", { advisedRate: a }), this.error && a && await this.loadInstead(Cm, "lesson’s"), await this.restorePins(t.pins);
			} catch (e) {
				this.error = HC(e);
			} finally {
				this.opened = !0;
			}
		}
		async loadInstead(e, t, n) {
			if (!this.error) return;
			let r = `${this.hidden.has("data") ? "The data of the link cannot be opened." : UC(this.error)} The ${t} data are shown instead.`;
			await this.load(e, n) && (this.notices = [...this.notices, r]);
		}
		runSettings() {
			let { model: e, alpha: t, l1_ratio: n, delta: r, lr: i, epochs: a, rule: o, loss: s, standardize: c, start: l } = this;
			return {
				model: e,
				alpha: t,
				l1_ratio: n,
				delta: r,
				hidden: this.hidden_units,
				lr: i,
				epochs: a,
				rule: o,
				loss: s,
				standardize: c,
				start: l
			};
		}
		settings() {
			return {
				...this.runSettings(),
				data: this.descriptor,
				epoch: this.epoch,
				axes: this.axesChosen,
				residuals: this.residuals,
				closedForm: this.closedForm,
				pins: this.pins.filter((e) => !e.onOtherData)
			};
		}
		apply(e) {
			this.applyRun(e), this.descriptor = e.data, this.epoch = e.epoch, this.axesChosen = e.axes, this.residuals = e.residuals, this.closedForm = e.closedForm, this.playing = !1, this.pins = [];
		}
		applyRun(e) {
			this.model = e.model, this.alpha = e.alpha, this.l1_ratio = e.l1_ratio, this.delta = e.delta, this.hidden_units = e.hidden, this.lr = e.lr, this.epochs = e.epochs, this.rule = e.rule, this.loss = e.loss, this.standardize = e.standardize, this.start = e.start;
		}
		async restorePins(e) {
			let { data: t } = this;
			if (t) for (let n of e) {
				if (!await this.loadModel(n.model)) continue;
				let e = n.model === "least-squares" ? O_(t, n) : this.trained.runOn(t, n);
				e && (this.pins = [...this.pins, this.pinned(n, e)]);
			}
		}
		pinned(e, t) {
			let n = new Set(this.pins.map((e) => e.color)), r = Array.from({ length: Em.pins }, (e, t) => t).find((e) => !n.has(e)) ?? 0;
			return {
				...e,
				start: e.start && [...e.start],
				id: this.nextPin++,
				color: r,
				run: t,
				onOtherData: !1
			};
		}
	}, HC = (e) => e instanceof Hs ? e.message : `Something went wrong: ${String(e)}`, UC = (e) => /[.!?]$/.test(e) ? e : `${e}.`;
})), GC = t((() => {})), KC = /* @__PURE__ */ n({ default: () => qC });
function qC(e, t) {
	k(t, !0);
	async function n(e) {
		let t = Cy(e), n = new VC("?hide=start,residuals,pins");
		return !t || !await Oy(n, t) ? null : (n.jump(n.epochs), {
			line: e,
			lab: n
		});
	}
	let r = /* @__PURE__ */ j(() => Promise.all(t.lines.map(n)));
	var i = G();
	la(I(i), () => V(r), null, (e, t) => {
		var n = G();
		Y(I(n), 17, () => V(t), (e) => e?.line, (e, n) => {
			var r = G(), i = I(r), a = (e) => {
				let r = /* @__PURE__ */ j(() => V(n));
				var i = YC(), a = F(i), o = (e) => {
					cm(e, {
						get lab() {
							return V(r).lab;
						},
						height: 270
					});
				}, s = (e) => {
					kS(e, {
						get lab() {
							return V(r).lab;
						},
						height: 270
					});
				};
				J(a, (e) => {
					V(r).lab.isLine ? e(o) : e(s, -1);
				});
				var c = R(a, 2), l = (e) => {
					dh(e, {
						get lab() {
							return V(r).lab;
						},
						height: 270
					});
				};
				J(c, (e) => {
					V(t).length === 1 && e(l);
				});
				var u = R(c, 2), d = R(F(u));
				Y(d, 21, () => V(r).line.split(" "), ya, (e, t) => {
					var n = JC(), r = I(n), i = L(r, !0), a = R(r, 1, !0);
					a.nodeValue = " ", z(() => q(i, V(t))), K(e, n);
				}), E(d), E(u), E(i), z(() => X(i, "data-picture", V(r).line)), K(e, i);
			};
			J(i, (e) => {
				V(n) && e(a);
			}), K(e, r);
		}), K(e, n);
	}), K(e, i), A();
}
var JC, YC, XC = t((() => {
	Q(), Z(), zS(), WC(), qy(), GC(), JC = /* @__PURE__ */ W("<span class=\"svelte-vjg24b\"> </span> ", 1), YC = /* @__PURE__ */ W("<div class=\"picture svelte-vjg24b\"><!> <!> <p class=\"svelte-vjg24b\">The run of <code></code></p></div>");
}));
// src/panels/learn/SectionView.svelte
function ZC(e, t) {
	k(t, !0);
	let n = /* @__PURE__ */ j(() => t.panels.learning), r = /* @__PURE__ */ j(() => V(n).lesson?.sections ?? []), i = /* @__PURE__ */ j(() => V(r).findIndex((e) => e.id === t.section.id)), a = /* @__PURE__ */ j(() => V(r)[V(i) - 1]), o = /* @__PURE__ */ j(() => V(r)[V(i) + 1]), s = /* @__PURE__ */ j(() => t.section.experiments), c = /* @__PURE__ */ j(() => V(n).promptsOf(t.section)), l = /* @__PURE__ */ j(() => V(n).quiz?.filter((e) => e.topic === t.section.id).length ?? 0), u = /* @__PURE__ */ j(() => V(n).isRead(t.section.id)), d = /* @__PURE__ */ j(() => Ay(t.section, V(r)).filter((e) => !V(n).isLocked(Cy(e), t.section))), f = /* @__PURE__ */ j(() => V(s).every((e) => V(n).isDone(e.id))), p = () => Promise.resolve().then(() => (XC(), KC)), m = /* @__PURE__ */ N(void 0), h = /* @__PURE__ */ N(void 0);
	xs(() => {
		V(n).loadQuiz();
		for (let e of V(m)?.querySelectorAll("pre, table") ?? []) e.setAttribute("tabindex", "0");
		V(h)?.focus({ preventScroll: !0 });
	});
	async function g(e) {
		await ky(t.panels.lab, e) && t.panels.reveal();
	}
	function _() {
		V(n).markRead(t.section.id), V(n).go(V(o)?.id ?? null);
	}
	function v() {
		V(n).topic = t.section.id, V(n).itemId = V(n).nextItem(null)?.id ?? null, V(n).view = "quiz";
	}
	var y = lw(), b = F(y), x = R(b, 2), S = F(x), C = R(S), w = (e) => {
		K(e, QC());
	};
	J(C, (e) => {
		V(u) && e(w);
	}), E(x);
	var T = R(x, 2), ee = L(T, !0);
	ns(T, (e) => P(h, e), () => V(h));
	var te = R(T, 2), ne = L(te, !0), re = R(te, 2), ie = (e) => {
		var t = $C();
		Y(R(I(t), 2), 17, () => V(s), (e) => e.id, (e, t) => {
			qx(e, {
				get learning() {
					return V(n);
				},
				get experiment() {
					return V(t);
				},
				ontry: g
			});
		}), Le(2), K(e, t);
	};
	J(re, (e) => {
		V(s).length && e(ie);
	});
	var ae = R(re, 2), oe = (e) => {
		var t = G();
		la(I(t), p, null, (e, t) => {
			var n = /* @__PURE__ */ j(() => {
				var { default: e } = V(t);
				return { SectionPicture: e };
			}), r = /* @__PURE__ */ j(() => V(n).SectionPicture), i = G();
			Fa(I(i), () => V(r), (e, t) => {
				t(e, { get lines() {
					return V(d);
				} });
			}), K(e, i);
		}), K(e, t);
	};
	J(ae, (e) => {
		V(d).length && V(f) && e(oe);
	});
	var se = R(ae, 2);
	ka(se, () => t.section.html, !0), E(se), ns(se, (e) => P(m, e), () => V(m));
	var ce = R(se, 2), le = (e) => {
		var r = rw(), i = R(I(r), 2);
		Y(i, 21, () => t.section.see, (e) => e.line, (e, r) => {
			let i = /* @__PURE__ */ j(() => Cy(V(r).line));
			var a = nw(), o = F(a), s = L(F(o), !0);
			E(o);
			var c = R(o, 2), l = F(c), u = (e) => {
				K(e, ew());
			}, d = /* @__PURE__ */ j(() => V(i) && V(n).isLocked(V(i), t.section)), f = (e) => {
				var t = tw();
				U("click", t, () => g(V(i))), K(e, t);
			};
			J(l, (e) => {
				V(d) ? e(u) : V(i) && e(f, 1);
			}), Mb(R(l, 2), {
				get text() {
					return V(r).line;
				},
				label: "Copy"
			}), E(c), E(a), z(() => q(s, V(r).line)), K(e, a);
		}), E(i), K(e, r);
	};
	J(ce, (e) => {
		t.section.see.length && e(le);
	});
	var ue = R(ce, 2), de = (e) => {
		var t = iw();
		Y(R(I(t), 2), 17, () => V(c), (e) => e.id, (e, t) => {
			Kb(e, {
				get learning() {
					return V(n);
				},
				get prompt() {
					return V(t);
				}
			});
		}), K(e, t);
	};
	J(ue, (e) => {
		V(c).length && e(de);
	});
	var fe = R(ue, 2), pe = (e) => {
		var t = aw(), n = F(t), r = L(n);
		E(t), z(() => q(r, `${V(l) ?? ""} quiz question${V(l) === 1 ? "" : "s"} on this section`)), U("click", n, v), K(e, t);
	};
	J(fe, (e) => {
		V(l) && e(pe);
	});
	var me = R(fe, 2), he = F(me), ge = (e) => {
		var r = ow();
		U("click", r, () => V(n).markRead(t.section.id, !1)), K(e, r);
	}, _e = (e) => {
		var r = sw();
		U("click", r, () => V(n).markRead(t.section.id)), K(e, r);
	};
	J(he, (e) => {
		V(u) ? e(ge) : V(o) && e(_e, 1);
	});
	var ve = R(he, 2), ye = (e) => {
		var t = cw(), r = L(t);
		z(() => q(r, `← ${V(a).title ?? ""}`)), U("click", t, () => V(n).go(V(a).id)), K(e, t);
	};
	J(ve, (e) => {
		V(a) && e(ye);
	});
	var be = R(ve, 2), xe = L(be, !0);
	E(me), E(y), z(() => {
		q(S, `Section ${V(i) + 1} of ${V(r).length ?? ""} · ${t.section.minutes ?? ""} min`), q(ee, t.section.title), q(ne, t.section.summary), q(xe, V(o) ? `${V(o).title} →` : "Finish the lesson");
	}), U("click", b, () => V(n).go(null)), U("click", be, _), K(e, y), A();
}
var QC, $C, ew, tw, nw, rw, iw, aw, ow, sw, cw, lw, uw = t((() => {
	Q(), Z(), Cs(), Fb(), rS(), Zb(), qy(), iS(), QC = /* @__PURE__ */ W("<span class=\"tick\">· ✓ read</span>"), $C = /* @__PURE__ */ W("<h3 class=\"svelte-17l514s\">Predict first</h3> <!> <h3 class=\"svelte-17l514s\">Then read</h3>", 1), ew = /* @__PURE__ */ W("<span class=\"locked svelte-17l514s\">You can run this in the lab after your prediction above</span>"), tw = /* @__PURE__ */ W("<button class=\"button\">Try it in the lab</button>"), nw = /* @__PURE__ */ W("<li class=\"svelte-17l514s\"><p><code class=\"svelte-17l514s\"> </code></p> <div class=\"actions\"><!> <!></div></li>"), rw = /* @__PURE__ */ W("<h3 class=\"svelte-17l514s\">See it</h3> <ul class=\"see svelte-17l514s\"></ul>", 1), iw = /* @__PURE__ */ W("<h3 class=\"svelte-17l514s\">In your own words</h3> <!>", 1), aw = /* @__PURE__ */ W("<p class=\"quiz svelte-17l514s\"><button class=\"button\"> </button></p>"), ow = /* @__PURE__ */ W("<button class=\"button quiet\">Mark as unread</button>"), sw = /* @__PURE__ */ W("<button class=\"button\">Mark as read</button>"), cw = /* @__PURE__ */ W("<button class=\"button\"> </button>"), lw = /* @__PURE__ */ W("<article><button class=\"button quiet back svelte-17l514s\">← All sections</button> <p class=\"eyebrow\"> <!></p> <h2 tabindex=\"-1\" class=\"svelte-17l514s\"> </h2> <p class=\"summary svelte-17l514s\"> </p> <!> <!>  <div class=\"prose\"></div> <!> <!> <!> <footer class=\"svelte-17l514s\"><!> <!> <button class=\"button main svelte-17l514s\"> </button></footer></article>"), Ci(["click"]);
})), dw = t((() => {})), fw = t((() => {})), pw = /* @__PURE__ */ n({ default: () => mw });
function mw(e, t) {
	k(t, !0);
	let n = /* @__PURE__ */ j(() => t.panels.learning), r = [
		{
			value: "lesson",
			text: "Lesson"
		},
		{
			value: "quiz",
			text: "Quiz"
		},
		{
			value: "words",
			text: "Your words"
		},
		{
			value: "progress",
			text: "Progress"
		}
	];
	xs(() => void V(n).load());
	var i = vw(), a = I(i);
	vm(F(a), {
		label: "Part of the lesson",
		showLabel: !1,
		get choices() {
			return r;
		},
		get value() {
			return V(n).view;
		},
		set value(e) {
			V(n).view = e;
		}
	}), E(a);
	var o = R(a, 2), s = (e) => {
		var n = hw(), r = L(n, !0);
		z(() => q(r, t.panels.progress.notice)), K(e, n);
	};
	J(o, (e) => {
		t.panels.progress.notice && e(s);
	});
	var c = R(o, 2), l = (e) => {
		var t = gw(), r = F(t), i = R(r);
		E(t), z(() => q(r, `${V(n).error ?? ""} `)), U("click", i, () => V(n).load()), K(e, t);
	};
	J(c, (e) => {
		V(n).error && e(l);
	});
	var u = R(c, 2), d = (e) => {
		var r = G(), i = I(r), a = (e) => {
			Bx(e, { get learning() {
				return V(n);
			} });
		}, o = (e) => {
			$b(e, { get learning() {
				return V(n);
			} });
		}, s = (e) => {
			ox(e, { get learning() {
				return V(n);
			} });
		}, c = (e) => {
			var r = G();
			ha(I(r), () => V(n).section.id, (e) => {
				ZC(e, {
					get panels() {
						return t.panels;
					},
					get section() {
						return V(n).section;
					}
				});
			}), K(e, r);
		}, l = (e) => {
			cb(e, { get learning() {
				return V(n);
			} });
		};
		J(i, (e) => {
			V(n).view === "quiz" ? e(a) : V(n).view === "words" ? e(o, 1) : V(n).view === "progress" ? e(s, 2) : V(n).section ? e(c, 3) : e(l, -1);
		}), K(e, r);
	}, f = (e) => {
		K(e, _w());
	};
	J(u, (e) => {
		V(n).lesson ? e(d) : V(n).error || e(f, 1);
	}), K(e, i), A();
}
var hw, gw, _w, vw, yw = t((() => {
	Q(), Z(), Cs(), xm(), pb(), nx(), px(), Gx(), uw(), dw(), fw(), hw = /* @__PURE__ */ W("<p class=\"notice svelte-1tgaavk\" role=\"status\"> </p>"), gw = /* @__PURE__ */ W("<p class=\"notice bad svelte-1tgaavk\" role=\"alert\"> <button class=\"button quiet\">Try again</button></p>"), _w = /* @__PURE__ */ W("<p class=\"soft svelte-1tgaavk\">Loading the lesson…</p>"), vw = /* @__PURE__ */ W("<div class=\"views svelte-1tgaavk\"><!></div> <!> <!> <!>", 1), Ci(["click"]);
}));
// src/panels/data/upload.ts
async function bw(e, t) {
	if (e.size > ww) throw new Hs(Tw, 413);
	if (e.size === 0) throw new Hs("The file is empty: give a header and rows of numbers.", 400);
	return Zs(`upload?name=${encodeURIComponent(t.slice(0, 80))}`, e);
}
async function xw(e, t) {
	let n = Us(e), r = n.replace(" with --drop-missing", ""), i = {
		message: r,
		...r === n ? {} : { gaps: !0 }
	}, a = e instanceof Hs ? e.row ?? Sw(r) : void 0;
	return a === void 0 || t === null || t.size > Ew ? {
		...i,
		row: a
	} : {
		...i,
		row: a,
		line: Cw(await t.text(), a)?.text.slice(0, 200)
	};
}
function Sw(e) {
	let t = Number(/\bline (\d+)\b/.exec(e)?.[1]);
	return t >= 1 ? t - 1 : void 0;
}
function Cw(e, t) {
	let n = 0;
	for (let r = 0; n <= e.length; r++) {
		let i = e.indexOf("\n", n), a = i < 0 ? e.length : i;
		if (r === t) return {
			text: e.slice(n, a).replace(/\r$/, ""),
			start: n,
			end: a
		};
		if (i < 0) return null;
		n = a + 1;
	}
	return null;
}
var ww, Tw, Ew, Dw = t((() => {
	$s(), ww = 50 * 2 ** 20, Tw = "The file is larger than 50 MB, the most that the page can send: start 'downslope lab FILE --target Y' instead, which reads files of any size.", Ew = 5 * 2 ** 20;
})), Ow = t((() => {}));
// src/panels/data/Bring.svelte
function kw(e, t) {
	let n = zi();
	k(t, !0);
	let r = ms(t, "bringing", 7), i = /* @__PURE__ */ N(!1), a = /* @__PURE__ */ N(void 0), o = /* @__PURE__ */ N(void 0), s = /* @__PURE__ */ N(void 0);
	async function c(e) {
		V(a) && (V(a).value = ""), e && (await r().bringFile(e), await Wr(), V(o)?.focus());
	}
	function l(e) {
		e.preventDefault(), P(i, !1), c(e.dataTransfer?.files[0]);
	}
	async function u() {
		if (r().text.trim() === "") {
			r().trouble = { message: "The box is empty: paste a header and rows of numbers." };
			return;
		}
		await r().paste();
		let { trouble: e } = r();
		if (e?.row === void 0) return;
		let t = Cw(r().text, e.row);
		await Wr(), t && V(s) && (V(s).focus({ preventScroll: !0 }), V(s).setSelectionRange(t.start, t.end));
	}
	var d = Pw(), f = F(d);
	let p;
	var m = R(F(f), 2), h = L(m, !0), g = R(m, 2);
	ns(g, (e) => P(a, e), () => V(a));
	var _ = L(R(g, 2), !0);
	E(f);
	var v = R(f, 2), y = R(v, 2);
	At(y), X(y, "placeholder", "area,rooms,price\n70,3,210\n95,4,285\n120,5,340\n58,2,190"), ns(y, (e) => P(s, e), () => V(s));
	var b = R(y, 2), x = F(b), S = R(x, 2), C = (e) => {
		var n = Aw(), i = L(n);
		z(() => q(i, `Open ${t.lab.file.name ?? ""}`)), U("click", n, () => r().choose({ kind: "file" })), K(e, n);
	};
	J(S, (e) => {
		t.lab.file && t.lab.descriptor.kind !== "file" && e(C);
	}), E(b);
	var w = R(b, 2), T = (e) => {
		var t = Nw(), i = F(t), a = L(i, !0), s = R(i, 2), c = (e) => {
			var t = jw(), n = F(t), i = L(n), a = L(R(n), !0);
			E(t), z(() => {
				q(i, `row ${r().trouble.row ?? ""}`), q(a, r().trouble.line);
			}), K(e, t);
		};
		J(s, (e) => {
			r().trouble.line !== void 0 && e(c);
		});
		var l = R(s, 2), u = (e) => {
			var t = Mw();
			U("click", t, () => r().dropMissing()), K(e, t);
		};
		J(l, (e) => {
			r().trouble.gaps && e(u);
		}), E(t), ns(t, (e) => P(o, e), () => V(o)), qa(t, () => (e) => e.scrollIntoView({ block: "nearest" })), z(() => {
			X(t, "id", `${n}-trouble`), q(a, r().trouble.message);
		}), K(e, t);
	};
	J(w, (e) => {
		r().trouble && e(T);
	}), E(d), z(() => {
		X(d, "aria-busy", r().busy), p = ao(f, 1, "drop svelte-dlwy8a", null, p, { over: V(i) }), m.disabled = r().busy, q(h, r().busy ? "Reading…" : "Choose a file"), q(_, Fs.alone ? "The page reads the file itself: it goes nowhere." : "Up to 50 MB. The file goes only to the server on this machine."), X(v, "for", `${n}-text`), X(y, "id", `${n}-text`), X(y, "aria-describedby", r().trouble ? `${n}-trouble` : void 0), X(y, "aria-invalid", r().trouble !== null && r().text !== ""), x.disabled = r().busy;
	}), Si("dragover", f, (e) => {
		e.preventDefault(), P(i, !0);
	}), Si("dragleave", f, () => P(i, !1)), Si("drop", f, l), U("click", m, () => V(a)?.click()), U("change", g, () => c(V(a)?.files?.[0])), Bo(y, () => r().text, (e) => r().text = e), U("click", x, u), K(e, d), A();
}
var Aw, jw, Mw, Nw, Pw, Fw = t((() => {
	Q(), Z(), Cs(), Is(), Dw(), Ow(), Aw = /* @__PURE__ */ W("<button class=\"button\"> </button>"), jw = /* @__PURE__ */ W("<p class=\"line svelte-dlwy8a\"><span class=\"svelte-dlwy8a\"> </span><code class=\"svelte-dlwy8a\"> </code></p>"), Mw = /* @__PURE__ */ W("<button class=\"button svelte-dlwy8a\">Leave out such rows</button>"), Nw = /* @__PURE__ */ W("<div class=\"trouble svelte-dlwy8a\" role=\"alert\" tabindex=\"-1\"><p> </p> <!> <!></div>"), Pw = /* @__PURE__ */ W("<section class=\"svelte-dlwy8a\"><div><p>Drop a CSV file here, or</p> <button class=\"button\"> </button> <input class=\"hidden-visually\" type=\"file\" accept=\".csv,.txt,.tsv,text/csv\" tabindex=\"-1\" aria-label=\"CSV file\"/> <p class=\"note svelte-dlwy8a\"> </p></div> <label class=\"svelte-dlwy8a\">or paste it here</label> <textarea rows=\"6\" spellcheck=\"false\" autocomplete=\"off\" class=\"svelte-dlwy8a\"></textarea> <div class=\"actions\"><button class=\"button main\">Open this text</button> <!></div> <!></section>"), Ci(["click", "change"]);
})), Iw = t((() => {}));
// src/panels/data/Columns.svelte
function Lw(e, t) {
	let n = zi();
	k(t, !0);
	let r = /* @__PURE__ */ j(() => t.bringing.offered), i = /* @__PURE__ */ j(() => V(r)?.columns.filter((e) => e.kind === "number") ?? []), a = /* @__PURE__ */ j(() => t.bringing.table), o = /* @__PURE__ */ j(() => V(a) === t.lab.descriptor), s = /* @__PURE__ */ j(() => (V(o) ? t.lab.data?.target : V(a)?.target) ?? V(i).at(-1)?.name ?? ""), c = /* @__PURE__ */ j(() => V(i).map((e) => e.name).filter((e) => e !== V(s))), l = /* @__PURE__ */ j(() => (V(o) ? t.lab.data?.names : V(a)?.features) ?? V(c)), u = /* @__PURE__ */ j(() => V(a)?.drop_missing === !0), d = /* @__PURE__ */ N("");
	function f(e) {
		P(d, ""), V(a) && t.bringing.choose({
			...V(a),
			target: V(s),
			drop_missing: V(u),
			...e
		});
	}
	function p(e) {
		let t = V(l).filter((t) => t !== e);
		f({
			target: e,
			features: t.length ? t : void 0
		});
	}
	function m(e, t) {
		let n = V(c).filter((n) => n === e ? t.checked : V(l).includes(n));
		if (n.length === 0) P(d, "At least one feature is needed.");
		else if (n.length > 50) P(d, "At most 50 features can be used.");
		else return f({ features: n });
		t.checked = !t.checked;
	}
	var h = G(), g = I(h), _ = (e) => {
		var t = Kw(), a = F(t), o = L(a), c = R(a, 2), h = F(c), g = R(h, 2);
		Y(g, 21, () => V(i), (e) => e.name, (e, t) => {
			var n = Rw(), r = L(n, !0), i = {};
			z(() => {
				q(r, V(t).name), i !== (i = V(t).name) && (n.value = (n.__value = i) ?? "");
			}), K(e, n);
		}), E(g);
		var _;
		ho(g), E(c);
		var v = R(c, 2);
		Y(R(F(v), 2), 17, () => V(r).columns, (e) => e.name, (e, t) => {
			var n = G(), r = I(n), i = (e) => {
				var n = Bw(), r = F(n);
				bo(r);
				var i = R(r, 2), a = F(i, !0), o = R(a), s = (e) => {
					var n = zw(), r = L(n, !0);
					z(() => q(r, ` (${V(t).kind})`)), K(e, n);
				};
				J(o, (e) => {
					V(t).kind !== "number" && e(s);
				}), E(i), E(n), z((e) => {
					So(r, e), r.disabled = V(t).kind !== "number", q(a, V(t).name);
				}, [() => V(l).includes(V(t).name)]), U("change", r, (e) => m(V(t).name, e.currentTarget)), K(e, n);
			};
			J(r, (e) => {
				V(t).name !== V(s) && e(i);
			}), K(e, n);
		}), E(v);
		var y = R(v, 2), b = (e) => {
			var t = Vw(), n = L(t, !0);
			z(() => q(n, V(d))), K(e, t);
		};
		J(y, (e) => {
			V(d) && e(b);
		});
		var x = R(y, 2), S = F(x);
		bo(S), Le(2), E(x);
		var C = R(x, 2), w = (e) => {
			var t = Gw(), n = F(t), i = F(n), a = F(i);
			Y(a, 21, () => V(r).columns, (e) => e.name, (e, t) => {
				var n = Hw(), r = L(n, !0);
				z(() => q(r, V(t).name)), K(e, n);
			}), E(a), E(i);
			var o = R(i);
			Y(o, 21, () => V(r).preview, ya, (e, t) => {
				var n = Ww();
				Y(n, 21, () => V(t), ya, (e, t) => {
					var n = Uw(), r = L(n, !0);
					z(() => q(r, V(t) ?? "–")), K(e, n);
				}), E(n), K(e, n);
			}), E(o), E(n), E(t), K(e, t);
		};
		J(C, (e) => {
			V(r).preview.length && e(w);
		}), E(t), z(() => {
			X(t, "aria-labelledby", `${n}-title`), X(a, "id", `${n}-title`), q(o, `Columns of ${V(r).name ?? ""}`), X(h, "for", `${n}-target`), X(g, "id", `${n}-target`), _ !== (_ = V(s)) && (g.value = (g.__value = _) ?? "", mo(g, _)), So(S, V(u));
		}), U("change", g, (e) => p(e.currentTarget.value)), U("change", S, (e) => f({ drop_missing: e.currentTarget.checked })), K(e, t);
	};
	J(g, (e) => {
		V(r) && e(_);
	}), K(e, h), A();
}
var Rw, zw, Bw, Vw, Hw, Uw, Ww, Gw, Kw, qw = t((() => {
	Q(), Z(), Iw(), Rw = /* @__PURE__ */ W("<option> </option>"), zw = /* @__PURE__ */ W("<span class=\"soft svelte-13ow1ab\"> </span>"), Bw = /* @__PURE__ */ W("<label class=\"svelte-13ow1ab\"><input type=\"checkbox\" class=\"svelte-13ow1ab\"/> <span> <!></span></label>"), Vw = /* @__PURE__ */ W("<p class=\"bad svelte-13ow1ab\" role=\"alert\"> </p>"), Hw = /* @__PURE__ */ W("<th scope=\"col\" class=\"svelte-13ow1ab\"> </th>"), Uw = /* @__PURE__ */ W("<td class=\"svelte-13ow1ab\"> </td>"), Ww = /* @__PURE__ */ W("<tr></tr>"), Gw = /* @__PURE__ */ W("<div class=\"preview svelte-13ow1ab\" tabindex=\"0\" role=\"region\" aria-label=\"The first rows\"><table class=\"svelte-13ow1ab\"><thead><tr></tr></thead><tbody></tbody></table></div>"), Kw = /* @__PURE__ */ W("<section class=\"svelte-13ow1ab\"><h3 class=\"svelte-13ow1ab\"> </h3> <p class=\"target svelte-13ow1ab\"><label class=\"svelte-13ow1ab\">Predict</label> <select></select></p> <fieldset class=\"svelte-13ow1ab\"><legend class=\"svelte-13ow1ab\">from</legend> <!></fieldset> <!> <label class=\"dropping svelte-13ow1ab\"><input type=\"checkbox\" class=\"svelte-13ow1ab\"/> <span>Leave out rows with missing values</span></label> <!></section>"), Ci(["change"]);
})), Jw = t((() => {}));
// src/panels/data/Examples.svelte
function Yw(e, t) {
	k(t, !0);
	let n = /* @__PURE__ */ N([]);
	xs(async () => {
		P(n, (await Gs()).data_sets);
	});
	let r = [
		[
			"well-posed",
			"Well posed",
			"All directions are alike: descent is fast and accurate."
		],
		[
			"collinear",
			"Collinear",
			"Two columns carry the same information: the data do not determine their weights."
		],
		[
			"badly-scaled",
			"Badly scaled",
			"Columns of very different sizes: descent works once they are standardized."
		],
		[
			"ill-conditioned",
			"Ill-conditioned",
			"Powers of one x: the loss settles long before the weights do."
		],
		[
			"large-n",
			"Large n",
			"Half a million rows: every epoch is expensive."
		],
		[
			"large-d",
			"Large d",
			"700 columns, of which the page shows 50."
		]
	], i = /* @__PURE__ */ j(() => [
		{
			data: Cm,
			title: "The lesson’s line",
			text: "100 points of y = 3x + 2, with noise."
		},
		...r.map(([e, t, n]) => ({
			data: {
				kind: "case",
				case: e
			},
			title: t,
			text: n
		})),
		...V(n).map(({ name: e, about: t }) => ({
			data: {
				kind: "dataset",
				name: e
			},
			title: e,
			text: t
		}))
	]), a = (e) => e.kind === t.lab.descriptor.kind && (e.kind === "lesson" || e.kind === "case" && t.lab.descriptor.kind === "case" && e.case === t.lab.descriptor.case || e.kind === "dataset" && t.lab.descriptor.kind === "dataset" && e.name === t.lab.descriptor.name);
	var o = Zw(), s = R(F(o), 2);
	Y(s, 21, () => V(i), ({ data: e, title: t, text: n }) => t, (e, n) => {
		let r = () => V(n).data, i = () => V(n).title, o = () => V(n).text;
		var s = Xw(), c = F(s), l = F(c), u = L(l, !0), d = L(R(l, 2), !0);
		E(c), E(s), z((e) => {
			X(c, "aria-pressed", e), q(u, i()), q(d, o());
		}, [() => a(r())]), U("click", c, () => t.lab.load(r(), { advisedRate: r().kind !== "lesson" })), K(e, s);
	}), E(s), E(o), K(e, o), A();
}
var Xw, Zw, Qw = t((() => {
	Q(), Z(), Cs(), $s(), Tm(), Jw(), Xw = /* @__PURE__ */ W("<li class=\"svelte-1va0q3x\"><button class=\"svelte-1va0q3x\"><span class=\"title svelte-1va0q3x\"> </span> <span class=\"text svelte-1va0q3x\"> </span></button></li>"), Zw = /* @__PURE__ */ W("<section aria-labelledby=\"examples\" class=\"svelte-1va0q3x\"><h3 id=\"examples\" class=\"svelte-1va0q3x\">Or open an example</h3> <ul class=\"svelte-1va0q3x\"></ul></section>"), Ci(["click"]);
})), $w = t((() => {}));
// src/panels/data/PointTable.svelte
function eT(e, t) {
	let n = zi();
	k(t, !0);
	let r = /* @__PURE__ */ j(() => t.panels.editor), i = /* @__PURE__ */ j(() => V(r).points), a = /* @__PURE__ */ j(() => V(i) ? [...V(i).names, V(i).target] : []), o = /* @__PURE__ */ N(Pn([])), s = /* @__PURE__ */ N(""), c = /* @__PURE__ */ N(void 0), l = (e, t) => V(i) ? V(i).columns[t]?.[e] ?? V(i).y[e] : NaN, u = (e, t) => String(Number(l(e, t).toPrecision(6))), d = (e) => e.trim() === "" ? NaN : Number(e.trim().replace("−", "-").replace(",", "."));
	function f(e, t, n) {
		let i = d(n.value);
		n.value !== u(e, t) && (Bm(i) ? (V(r).set(e, t, i), P(s, "")) : P(s, `“${n.value.slice(0, 20)}” cannot be used: enter a number of at most ${Zl(zm)}. The old value is kept.`), n.value = u(e, t));
	}
	function p() {
		let e = V(a).map((e, t) => d(V(o)[t] ?? ""));
		e.every(Bm) ? (V(r).add(e), P(o, [], !0), P(s, "The point was added."), document.getElementById(`${n}-new-0`)?.focus()) : P(s, `Enter a number for each of ${V(a).join(", ")}.`);
	}
	async function m(e) {
		V(r).remove(e), P(s, `Point ${e + 1} was deleted.`), await Wr();
		let t = V(c)?.querySelectorAll("button");
		t?.[Math.min(e, t.length - 1)]?.focus();
	}
	function h() {
		V(r).start(), t.panels.reveal();
	}
	var g = cT(), _ = F(g), v = R(_, 2), y = (e) => {
		var t = sT(), l = I(t), d = F(l), g = (e) => {
			var t = tT();
			U("click", t, () => V(r).stop()), K(e, t);
		}, _ = (e) => {
			var t = nT();
			U("click", t, h), K(e, t);
		};
		J(d, (e) => {
			V(r).active ? e(g) : V(i).names.length === 1 && e(_, 1);
		});
		var v = R(d, 2);
		E(l);
		var y = R(l, 2), b = L(y, !0), x = R(y, 2), S = L(x, !0), C = R(x, 2);
		Y(R(F(C), 2), 18, () => V(a), (e) => e, (e, t, r) => {
			var i = rT();
			bo(i), z(() => {
				X(i, "id", `${n}-new-${V(r) ?? ""}`), X(i, "aria-label", `${t ?? ""} of a new point`), X(i, "placeholder", t), xo(i, V(o)[V(r)] ?? "");
			}), U("input", i, (e) => V(o)[V(r)] = e.currentTarget.value), K(e, i);
		}), Le(2), E(C);
		var w = R(C, 2), T = (e) => {
			var t = aT();
			Y(t, 21, () => V(i).y, ya, (e, t, n) => {
				var o = iT();
				let s;
				var c = F(o);
				c.textContent = n + 1;
				var l = R(c, 2);
				Y(l, 18, () => V(a), (e) => e, (e, t, i) => {
					var a = rT();
					bo(a), z((e) => {
						X(a, "aria-label", `${t ?? ""} of point ${n + 1}`), xo(a, e);
					}, [() => u(n, V(i))]), U("change", a, (e) => f(n, V(i), e.currentTarget)), Si("focus", a, () => V(r).chosen = n), K(e, a);
				});
				var d = R(l, 2);
				X(d, "aria-label", `Delete point ${n + 1}`), E(o), z(() => {
					s = ao(o, 1, "row svelte-14nuoow", null, s, { chosen: V(r).chosen === n }), d.disabled = V(i).y.length <= 2;
				}), U("click", d, () => m(n)), K(e, o);
			}), E(t), ns(t, (e) => P(c, e), () => V(c)), K(e, t);
		}, ee = (e) => {
			var t = oT(), n = L(t);
			z((e) => q(n, `The list shows at most 200 points, and there are ${e ?? ""}.`), [() => V(i).y.length.toLocaleString("en-US")]), K(e, t);
		};
		J(w, (e) => {
			V(i).y.length <= 200 ? e(T) : e(ee, -1);
		}), z(() => {
			v.disabled = !V(r).canUndo, q(b, V(i).names.length === 1 ? "On the chart, click to add a point, drag to move one, and press Delete to remove it." : "With several features, points are edited in this table."), q(S, V(s));
		}), U("click", v, () => V(r).undo()), Si("submit", C, (e) => {
			e.preventDefault(), p();
		}), K(e, t);
	}, b = (e) => {
		var t = oT(), n = L(t);
		z((e) => q(n, `These points cannot be edited: there are more than 5,000 rows, or values beyond ${e ?? ""}.`), [() => Zl(zm)]), K(e, t);
	};
	J(v, (e) => {
		V(i) ? e(y) : e(b, -1);
	}), E(g), z(() => {
		X(g, "aria-labelledby", `${n}-title`), X(_, "id", `${n}-title`);
	}), K(e, g), A();
}
var tT, nT, rT, iT, aT, oT, sT, cT, lT = t((() => {
	Q(), Z(), Cs(), lu(), Vm(), $w(), tT = /* @__PURE__ */ W("<button class=\"button main\">Done on the chart</button>"), nT = /* @__PURE__ */ W("<button class=\"button\">Edit points on the chart</button>"), rT = /* @__PURE__ */ W("<input type=\"text\" inputmode=\"decimal\" autocomplete=\"off\" class=\"svelte-14nuoow\"/>"), iT = /* @__PURE__ */ W("<li><span class=\"index svelte-14nuoow\"></span> <!> <button class=\"button quiet svelte-14nuoow\">✕</button></li>"), aT = /* @__PURE__ */ W("<ol aria-label=\"Points\" class=\"svelte-14nuoow\"></ol>"), oT = /* @__PURE__ */ W("<p class=\"note svelte-14nuoow\"> </p>"), sT = /* @__PURE__ */ W("<div class=\"actions\"><!> <button class=\"button\">Undo</button></div> <p class=\"note svelte-14nuoow\"> </p> <p class=\"said svelte-14nuoow\" role=\"status\"> </p> <form class=\"row new svelte-14nuoow\"><span class=\"index svelte-14nuoow\" aria-hidden=\"true\">+</span> <!> <button class=\"button svelte-14nuoow\" type=\"submit\">Add</button></form> <!>", 1), cT = /* @__PURE__ */ W("<section class=\"svelte-14nuoow\"><h3 class=\"svelte-14nuoow\">Edit the points</h3> <!></section>"), Ci([
		"click",
		"input",
		"change"
	]);
}));
// src/panels/data/bringing.svelte.ts
function uT(e) {
	let [t = ""] = e.split("\n", 1);
	return !t.includes("	") || e.includes("\"") ? e : e.split("\n").map((e) => e.split("	")).map((e) => e.map((e) => e.includes(",") ? `"${e}"` : e).join(",")).join("\n");
}
var dT, fT, pT, mT = t((() => {
	Z(), $s(), Dw(), dT = /* @__PURE__ */ new WeakMap(), fT = class e {
		lab;
		#e = /* @__PURE__ */ N("");
		get text() {
			return V(this.#e);
		}
		set text(e) {
			P(this.#e, e, !0);
		}
		#t = /* @__PURE__ */ N(!1);
		get busy() {
			return V(this.#t);
		}
		set busy(e) {
			P(this.#t, e, !0);
		}
		#n = /* @__PURE__ */ N(null);
		get trouble() {
			return V(this.#n);
		}
		set trouble(e) {
			P(this.#n, e);
		}
		#r = /* @__PURE__ */ N(null);
		get refused() {
			return V(this.#r);
		}
		set refused(e) {
			P(this.#r, e);
		}
		#i = /* @__PURE__ */ N(null);
		get refusedOn() {
			return V(this.#i);
		}
		set refusedOn(e) {
			P(this.#i, e);
		}
		content = null;
		#a = /* @__PURE__ */ N(null);
		get sent() {
			return V(this.#a);
		}
		set sent(e) {
			P(this.#a, e);
		}
		constructor(e) {
			this.lab = e;
		}
		static of(t) {
			let n = dT.get(t) ?? new e(t);
			return dT.set(t, n), n;
		}
		#o = /* @__PURE__ */ j(() => {
			let { descriptor: e } = this.lab;
			return this.refused && this.refusedOn === e ? this.refused : e.kind === "upload" || e.kind === "file" ? e : null;
		});
		get table() {
			return V(this.#o);
		}
		set table(e) {
			P(this.#o, e);
		}
		#s = /* @__PURE__ */ j(() => {
			let { file: e } = this.lab, t = this.table;
			return t?.kind === "upload" && t.id === this.sent?.id ? this.sent : t?.kind === "file" && e ? { ...pT(e) } : null;
		});
		get offered() {
			return V(this.#s);
		}
		set offered(e) {
			P(this.#s, e);
		}
		async bringFile(e) {
			await this.bring(e, e.name) && (this.text = "");
		}
		paste() {
			return this.bring(new Blob([uT(this.text)], { type: "text/csv" }), "pasted.csv");
		}
		async bring(e, t) {
			this.busy = !0, this.trouble = null, this.refused = null, this.content = e;
			try {
				let n = await bw(e, t);
				return this.sent = n, await this.choose({
					kind: "upload",
					id: n.id,
					target: n.target
				});
			} catch (t) {
				return this.trouble = await xw(t, e), !1;
			} finally {
				this.busy = !1;
			}
		}
		async dropMissing() {
			this.table && await this.choose({
				...this.table,
				drop_missing: !0
			});
		}
		async choose(e) {
			this.trouble = null;
			try {
				await Ks(e), this.refused = null;
			} catch (t) {
				return this.refused = e, this.refusedOn = this.lab.descriptor, this.trouble = await xw(t, e.kind === "upload" ? this.content : null), !1;
			}
			return this.lab.load(e, { advisedRate: !0 });
		}
	}, pT = (e) => ({
		name: e.name,
		columns: e.columns,
		preview: []
	});
})), hT = t((() => {})), gT = /* @__PURE__ */ n({ default: () => _T });
function _T(e, t) {
	k(t, !0);
	let n = /* @__PURE__ */ j(() => t.panels.lab), r = fT.of(t.panels.lab), i = /* @__PURE__ */ j(() => V(n).data);
	var a = yT(), o = R(I(a), 2), s = (e) => {
		var t = vT(), r = L(t);
		z((e, t, n) => q(r, `In the lab now: ${e ?? ""}. ${t ?? ""} rows, ${n ?? ""} → ${V(i).target ?? ""}.
    ${V(i).left_out ?? ""}`), [
			() => V(n).hidden.has("data") ? "data of your teacher" : V(i).source,
			() => V(i).n.toLocaleString("en-US"),
			() => V(i).names.join(", ")
		]), K(e, t);
	};
	J(o, (e) => {
		V(i) && e(s);
	});
	var c = R(o, 2);
	kw(c, {
		get lab() {
			return V(n);
		},
		get bringing() {
			return r;
		}
	});
	var l = R(c, 2);
	Lw(l, {
		get lab() {
			return V(n);
		},
		get bringing() {
			return r;
		}
	});
	var u = R(l, 2);
	eT(u, { get panels() {
		return t.panels;
	} }), Yw(R(u, 2), { get lab() {
		return V(n);
	} }), K(e, a), A();
}
var vT, yT, bT = t((() => {
	Q(), Z(), Fw(), qw(), Qw(), lT(), mT(), dw(), hT(), vT = /* @__PURE__ */ W("<p class=\"about svelte-h469sp\" role=\"status\"> </p>"), yT = /* @__PURE__ */ W("<h2>Your data</h2> <!> <!> <!> <!> <!>", 1);
}));
// src/panels/share/links.ts
function xT(e, t, n) {
	let r = new URL(e);
	return r.search = n.length ? `?hide=${n.map(encodeURIComponent).join(",")}` : "", r.hash = t, r.href;
}
function ST(e) {
	return e.kind === "upload" ? "Your upload is not in the link: the link works on this machine only, until this server stops." : e.kind === "file" ? "The file is not in the link: the link works in a lab that was started with the same file." : e.kind === "points" && e.y.length > 300 ? `A link holds at most 300 points, and there are ${e.y.length}: send the data as a file.` : "";
}
var CT, wT = t((() => {
	IC(), CT = [
		{
			name: "rate",
			text: "Learning rate"
		},
		{
			name: "limits",
			text: "Limit and advice"
		},
		{
			name: "play",
			text: "Play and epochs"
		},
		{
			name: "model",
			text: "Model"
		},
		{
			name: "epochs",
			text: "Number of epochs"
		},
		{
			name: "rule",
			text: "Update rule"
		},
		{
			name: "loss",
			text: "Loss convention"
		},
		{
			name: "standardize",
			text: "Standardize"
		},
		{
			name: "closed",
			text: "Closed form switch"
		},
		{
			name: "residuals",
			text: "Residuals switch"
		},
		{
			name: "start",
			text: "Moving the start"
		},
		{
			name: "data",
			text: "Data settings"
		},
		{
			name: "presets",
			text: "Presets"
		},
		{
			name: "verdict",
			text: "Verdict"
		},
		{
			name: "forecast",
			text: "Forecasts"
		},
		{
			name: "losses",
			text: "Loss per epoch"
		},
		{
			name: "contour",
			text: "Loss over two weights"
		},
		{
			name: "weights",
			text: "Weights per epoch"
		},
		{
			name: "directions",
			text: "Error per direction"
		},
		{
			name: "steps",
			text: "The five steps"
		},
		{
			name: "pins",
			text: "Pinned runs"
		},
		{
			name: "compare",
			text: "Comparisons"
		},
		{
			name: "reset",
			text: "Reset"
		},
		{
			name: "learn",
			text: "Learn"
		},
		{
			name: "your-data",
			text: "Your data"
		},
		{
			name: "share",
			text: "Share"
		}
	];
})), TT = t((() => {}));
// src/panels/share/ForTeachers.svelte
function ET(e, t) {
	k(t, !0);
	let n = [], r = /* @__PURE__ */ N(Pn([])), i = /* @__PURE__ */ j(() => xT(location.href, t.secret || V(r).length > 0 ? bC(t.hash) : t.hash, V(r)));
	var a = OT(), o = R(F(a), 4);
	Y(R(F(o), 2), 17, () => CT, ({ name: e, text: t }) => e, (e, t) => {
		let i = () => V(t).name, a = () => V(t).text;
		var o = DT(), s = F(o);
		bo(s);
		var c, l = R(s);
		E(o), z(() => {
			c !== (c = i()) && (s.value = (s.__value = c) ?? ""), q(l, ` ${a() ?? ""}`);
		}), Vo(n, [], s, () => (i(), V(r)), (e) => P(r, e)), K(e, o);
	}), E(o);
	var s = R(o, 2), c = F(s);
	Mb(c, {
		get text() {
			return V(i);
		},
		label: "Copy the link for the class"
	});
	var l = R(c, 2);
	E(s);
	var u = R(s, 2);
	bo(u), E(a), z(() => {
		X(l, "href", V(i)), xo(u, V(i));
	}), Si("focus", u, (e) => e.currentTarget.select()), K(e, a), A();
}
var DT, OT, kT = t((() => {
	Q(), Z(), Fb(), IC(), wT(), TT(), DT = /* @__PURE__ */ W("<label class=\"svelte-vw3qpv\"><input type=\"checkbox\" class=\"svelte-vw3qpv\"/> </label>"), OT = /* @__PURE__ */ W("<section aria-labelledby=\"for-teachers\" class=\"svelte-vw3qpv\"><h3 id=\"for-teachers\" class=\"svelte-vw3qpv\">For teachers</h3> <p class=\"note svelte-vw3qpv\">This link opens the lab as it is now, without the parts that a class should not see or change yet. Check what to hide.</p> <fieldset class=\"svelte-vw3qpv\"><legend class=\"hidden-visually\">Hide</legend> <!></fieldset> <div class=\"actions\"><!> <a class=\"button svelte-vw3qpv\" target=\"_blank\" rel=\"noopener\">Preview it</a></div> <input type=\"text\" readonly=\"\" aria-label=\"Link for the class\" class=\"svelte-vw3qpv\"/></section>");
})), AT = t((() => {})), jT = /* @__PURE__ */ n({ default: () => MT });
function MT(e, t) {
	k(t, !0);
	let n = /* @__PURE__ */ j(() => t.panels.lab), r = /* @__PURE__ */ j(() => t.agreement.answer), i = /* @__PURE__ */ j(() => yC(V(n).settings())), a = /* @__PURE__ */ j(() => xT(location.href, V(n).hidden.size > 0 ? bC(V(i)) : V(i), [...V(n).hidden])), o = /* @__PURE__ */ j(() => ST(V(n).descriptor)), s = /* @__PURE__ */ N("");
	xs(() => void t.panels.learning.load());
	async function c(e) {
		P(s, "");
		try {
			rx(e, await Ls(V(n).descriptor), "text/csv");
		} catch (e) {
			P(s, Us(e), !0);
		}
	}
	var l = HT(), u = R(I(l), 4), d = (e) => {
		K(e, NT());
	}, f = /* @__PURE__ */ j(() => !V(n).shows("code")), p = (e) => {
		var i = RT(), a = I(i), o = F(a);
		Mb(R(F(o), 2), { get text() {
			return V(r).python;
		} }), E(o);
		var l = R(o, 2), u = L(F(l), !0);
		E(l), E(a);
		var d = R(a, 2), f = F(d);
		Mb(R(F(f), 2), { get text() {
			return V(r).command;
		} }), E(f);
		var p = R(f, 2), m = F(p);
		Y(m, 21, () => V(r).command.split(" "), ya, (e, t, n) => {
			Le();
			var r = PT(), i = I(r, !0);
			i.nodeValue = n ? " " : "";
			var a = L(R(i), !0);
			z(() => q(a, V(t))), K(e, r);
		}), E(m), E(p);
		var h = R(p, 2), g = (e) => {
			let t = /* @__PURE__ */ j(() => V(r).file);
			var n = IT(), i = I(n), a = L(R(F(i)), !0);
			Le(), E(i);
			var o = R(i, 2), l = L(o), u = R(o, 2), d = (e) => {
				var t = FT(), n = L(t, !0);
				z(() => q(n, V(s))), K(e, t);
			};
			J(u, (e) => {
				V(s) && e(d);
			}), z(() => {
				q(a, V(t)), q(l, `Download ${V(t) ?? ""}`);
			}), U("click", o, () => c(V(t))), K(e, n);
		};
		J(h, (e) => {
			V(r).file && e(g);
		}), E(d);
		var _ = R(d, 2), v = (e) => {
			var n = LT(), i = R(F(n), 4), a = L(R(F(i), 2), !0);
			E(i);
			var o = R(i, 2);
			{
				let e = /* @__PURE__ */ j(() => t.panels.learning.lesson?.targets ?? []);
				Lb(o, {
					get text() {
						return V(r).prompt;
					},
					get targets() {
						return V(e);
					}
				});
			}
			E(n), z(() => q(a, V(r).prompt)), K(e, n);
		}, y = /* @__PURE__ */ j(() => V(n).shows("prompt"));
		J(_, (e) => {
			V(y) && e(v);
		}), z(() => q(u, V(r).python)), K(e, i);
	}, m = (e) => {
		i_(e, { what: "The code, the command, and the prompt that repeat this run are written by" });
	}, h = (e) => {
		var n = zT(), r = L(n, !0);
		z(() => q(r, t.agreement.error || "Python is repeating the run…")), K(e, n);
	};
	J(u, (e) => {
		V(f) ? e(d) : V(r) ? e(p, 1) : Fs.alone ? e(m, 2) : e(h, -1);
	});
	var g = R(u, 2), _ = F(g);
	Mb(R(F(_), 2), {
		get text() {
			return V(a);
		},
		label: "Copy the link"
	}), E(_);
	var v = R(_, 2), y = R(F(v)), b = (e) => {
		K(e, Ri("It opens wherever this page can be opened."));
	}, x = (e) => {
		var t = BT();
		Le(2), K(e, t);
	};
	J(y, (e) => {
		Fs.alone ? e(b) : e(x, -1);
	}), E(v);
	var S = R(v, 2), C = (e) => {
		var t = VT(), n = L(t, !0);
		z(() => q(n, V(o))), K(e, t);
	};
	J(S, (e) => {
		V(o) && e(C);
	});
	var w = R(S, 2);
	bo(w), E(g);
	var T = R(g, 2);
	{
		let e = /* @__PURE__ */ j(() => V(n).hidden.size > 0);
		ET(T, {
			get hash() {
				return V(i);
			},
			get secret() {
				return V(e);
			}
		});
	}
	z(() => xo(w, V(a))), Si("focus", w, (e) => e.currentTarget.select()), K(e, l), A();
}
var NT, PT, FT, IT, LT, RT, zT, BT, VT, HT, UT = t((() => {
	Q(), Z(), Cs(), $s(), Is(), IC(), s_(), Fb(), Wb(), ix(), kT(), wT(), dw(), AT(), NT = /* @__PURE__ */ W("<p class=\"about svelte-3oeiyg\">The code and the prompt of this run are hidden, as are some of its settings.</p>"), PT = /* @__PURE__ */ W(" <span class=\"svelte-3oeiyg\"> </span>", 1), FT = /* @__PURE__ */ W("<p class=\"bad svelte-3oeiyg\" role=\"alert\"> </p>"), IT = /* @__PURE__ */ W("<p class=\"note svelte-3oeiyg\">Both expect the data in the file <code class=\"svelte-3oeiyg\"> </code>, in the folder where you run them.</p> <button class=\"button\"> </button> <!>", 1), LT = /* @__PURE__ */ W("<section aria-labelledby=\"in-an-ai\" class=\"svelte-3oeiyg\"><h3 id=\"in-an-ai\" class=\"svelte-3oeiyg\">Open in an AI</h3> <p class=\"note svelte-3oeiyg\">A prompt with the numbers of this run. It leaves this machine only when you open it there.</p> <details class=\"svelte-3oeiyg\"><summary class=\"svelte-3oeiyg\">Read the prompt</summary> <pre class=\"wrapped svelte-3oeiyg\" tabindex=\"0\" data-prompt-text=\"\"> </pre></details> <!></section>"), RT = /* @__PURE__ */ W("<section aria-labelledby=\"as-python\" class=\"svelte-3oeiyg\"><div class=\"head svelte-3oeiyg\"><h3 id=\"as-python\" class=\"svelte-3oeiyg\">As Python</h3> <!></div> <pre tabindex=\"0\" data-python=\"\" class=\"svelte-3oeiyg\"><code class=\"svelte-3oeiyg\"> </code></pre></section> <section aria-labelledby=\"as-command\" class=\"svelte-3oeiyg\"><div class=\"head svelte-3oeiyg\"><h3 id=\"as-command\" class=\"svelte-3oeiyg\">As a command</h3> <!></div> <pre tabindex=\"0\" data-command=\"\" class=\"svelte-3oeiyg\"><code class=\"svelte-3oeiyg\"></code></pre> <!></section> <!>", 1), zT = /* @__PURE__ */ W("<p class=\"about svelte-3oeiyg\" role=\"status\"> </p>"), BT = /* @__PURE__ */ W("It opens wherever <code class=\"svelte-3oeiyg\">downslope lab</code> runs on this port.", 1), VT = /* @__PURE__ */ W("<p class=\"note strong svelte-3oeiyg\"> </p>"), HT = /* @__PURE__ */ W("<h2>Share this run</h2> <p class=\"about svelte-3oeiyg\">Each of these repeats the run that you see, to the last printed digit.</p> <!> <section aria-labelledby=\"as-link\" class=\"svelte-3oeiyg\"><div class=\"head svelte-3oeiyg\"><h3 id=\"as-link\" class=\"svelte-3oeiyg\">As a link</h3> <!></div> <p class=\"note svelte-3oeiyg\">The link holds everything that you see. <!></p> <!> <input type=\"text\" readonly=\"\" aria-label=\"Link to this page as it is\" class=\"svelte-3oeiyg\"/></section> <!>", 1), Ci(["click"]);
}));
Q(), Z(), Cs();
var WT = /* @__PURE__ */ W("<p class=\"bad svelte-1033gwq\" role=\"alert\">This part of the page could not be loaded: close it and open it again.</p>"), GT = /* @__PURE__ */ W("<p class=\"soft svelte-1033gwq\">Opening…</p>"), KT = /* @__PURE__ */ W("<div class=\"bar svelte-1033gwq\"><!> <button class=\"button quiet close svelte-1033gwq\" aria-label=\"Close\"><svg viewBox=\"0 0 16 16\" aria-hidden=\"true\" class=\"svelte-1033gwq\"><path d=\"M3.5 3.5l9 9m0-9l-9 9\"></path></svg></button></div> <div class=\"body svelte-1033gwq\" role=\"tabpanel\" tabindex=\"-1\"><!></div>", 1), qT = /* @__PURE__ */ W("<aside id=\"beside-the-lab\" aria-label=\"Beside the lab\" class=\"svelte-1033gwq\"><!></aside>"), JT = /* @__PURE__ */ W("<dialog id=\"beside-the-lab\" aria-label=\"Beside the lab\" class=\"svelte-1033gwq\"><!></dialog>");
function YT(e, t) {
	k(t, !0);
	let n = (e) => {
		var n = KT(), r = I(n), i = F(r);
		ob(i, {
			label: "Beside the lab",
			get tabs() {
				return t.panels.tabs;
			},
			get chosen() {
				return t.panels.tab;
			},
			onchoose: (e) => t.panels.show(e)
		});
		var o = R(i, 2);
		E(r);
		var s = R(r, 2);
		la(F(s), () => c[t.panels.tab](), (e) => {
			K(e, GT());
		}, (e, n) => {
			var r = /* @__PURE__ */ j(() => {
				var { default: e } = V(n);
				return { Panel: e };
			}), i = /* @__PURE__ */ j(() => V(r).Panel), a = G();
			Fa(I(a), () => V(i), (e, n) => {
				n(e, {
					get panels() {
						return t.panels;
					},
					get agreement() {
						return t.agreement;
					}
				});
			}), K(e, a);
		}, (e) => {
			K(e, WT());
		}), E(s), ns(s, (e) => P(a, e), () => V(a)), z(() => {
			X(s, "id", `panel-${t.panels.tab ?? ""}`), X(s, "aria-labelledby", `tab-${t.panels.tab ?? ""}`);
		}), U("click", o, () => t.panels.close()), K(e, n);
	}, r = new rb(`${Zy}, print`), i = /* @__PURE__ */ N(void 0), a = /* @__PURE__ */ N(void 0);
	xs(() => {
		let e = () => t.panels.progress.refresh();
		return window.addEventListener("storage", e), () => window.removeEventListener("storage", e);
	}), sr(() => {
		V(i) && !V(i).open && V(i).showModal();
	});
	let o = null;
	sr(() => {
		let { open: e } = t.panels;
		e && o === !1 && Wr().then(() => document.getElementById(`tab-${t.panels.tab}`)?.focus()), o = e;
	}), sr(() => {
		t.panels.tab, t.panels.learning.view, t.panels.learning.sectionId, V(a)?.scrollTo({ top: 0 });
	});
	function s(e) {
		e.key === "Escape" && !e.defaultPrevented && t.panels.close();
	}
	let c = {
		learn: () => Promise.resolve().then(() => (yw(), pw)),
		data: () => Promise.resolve().then(() => (bT(), gT)),
		share: () => Promise.resolve().then(() => (UT(), jT))
	};
	var l = G(), u = I(l), d = (e) => {
		var a = G(), o = I(a), c = (e) => {
			var t = qT(), r = F(t);
			n(r), E(t), U("keydown", t, s), K(e, t);
		}, l = (e) => {
			var r = JT(), a = F(r);
			n(a), E(r), ns(r, (e) => P(i, e), () => V(i)), Si("close", r, () => t.panels.open && t.panels.close()), K(e, r);
		};
		J(o, (e) => {
			r.current ? e(c) : e(l, -1);
		}), K(e, a);
	};
	J(u, (e) => {
		t.panels.open && e(d);
	}), K(e, l), A();
}
Ci(["click", "keydown"]);
// src/panels/AgreementBadge.svelte?svelte&type=style&lang.css
var XT = t((() => {}));
// src/panels/AgreementBadge.svelte
function ZT(e, t) {
	k(t, !0);
	let n = /* @__PURE__ */ j(() => {
		if (Fs.alone) return {
			tone: "soft",
			what: "Python",
			how: "not asked"
		};
		if (Fs.stopped) return {
			tone: "soft",
			what: "Python",
			how: "the server has stopped"
		};
		if (t.agreement.error) return {
			tone: "bad",
			what: "Python",
			how: t.agreement.error
		};
		if (!t.agreement.answer) return {
			tone: "soft",
			what: "Python",
			how: "is checking…"
		};
		let e = ru(t.agreement.difference, 2), n = !t.lab.closedRule && t.agreement.apartFrom > 5;
		return !t.agreement.agrees && n ? {
			tone: "soft",
			what: "Python agrees",
			how: `to epoch ${t.agreement.apartFrom - 1}; then rounding decides`
		} : t.agreement.agrees ? {
			tone: "good",
			what: "Python agrees",
			how: t.agreement.difference === 0 ? "to the last bit" : `within ${e}`
		} : {
			tone: "bad",
			what: "Python differs",
			how: `by ${e}`
		};
	});
	var r = QT(), i = F(r), a = L(i, !0), o = R(i, 2), s = L(o, !0);
	E(r), z(() => {
		q(a, V(n).what), ao(o, 1, Qa(V(n).tone), "svelte-5gzftm"), X(o, "data-agrees", t.agreement.agrees), X(o, "data-alone", Fs.alone || void 0), q(s, V(n).how);
	}), K(e, r), A();
}
var QT, $T = t((() => {
	Q(), Z(), Is(), lu(), XT(), QT = /* @__PURE__ */ W("<div><dt class=\"svelte-5gzftm\"> </dt> <dd> </dd></div>");
})), eE = t((() => {}));
Q(), Z(), Tu(), Fh(), lu(), $g(), zg(), km(), $T(), Su(), eE();
var tE = /* @__PURE__ */ W("<p> </p>"), nE = /* @__PURE__ */ W("<dl><div><dt><!></dt> <dd> </dd></div> <div><dt>until 1% above the floor</dt> <dd> </dd></div> <div><dt>until three digits are right</dt> <dd> </dd></div> <!></dl>"), rE = /* @__PURE__ */ W("<button class=\"button main\"> </button>"), iE = /* @__PURE__ */ W("<section aria-label=\"Verdict\"><div class=\"words\"><h2> </h2> <!></div> <!> <!> <!></section>");
function aE(e, t) {
	k(t, !0);
	let n = ms(t, "lab", 7), r = /* @__PURE__ */ j(() => n().diagnosis), i = /* @__PURE__ */ j(() => {
		let e = n().closedRule?.name;
		return !V(r) || !n().spectrum || !e ? null : Vg(V(r), {
			names: n().weightNames,
			direction: Ah(n().spectrum.axes[V(r).culprit], n().weightNames),
			closedForm: n().best ?? [],
			epochs: n().epochs,
			standardize: n().standardize,
			rule: e,
			mostEpochs: Em.epochs[1],
			remains: n().data?.remains || t.agreement.answer?.diagnosis?.remains || "What remains is what these columns cannot explain: noise, a curve, or missing columns."
		});
	}), a = /* @__PURE__ */ j(() => !V(r) || !V(i) ? "" : n().shows("reason") ? V(i).headline : Bg(V(r))), o = /* @__PURE__ */ j(() => V(i) && n().shows("reason") ? V(i).reason : "");
	function s(e) {
		let t = {
			rate: e.lr ?? e.standardize,
			limits: e.lr,
			standardize: e.standardize,
			epochs: e.epochs
		};
		return Object.entries(t).every(([e, t]) => t === void 0 || !n().hidden.has(e));
	}
	function c(e) {
		e.standardize !== void 0 && (n().standardize = e.standardize, n().spectrum && n().closedRule && n().setRate(Tg(n().spectrum, n().closedRule))), e.lr !== void 0 && n().setRate(e.lr), e.epochs !== void 0 && n().setEpochs(e.epochs);
	}
	var l = G(), u = I(l), d = (e) => {
		var l = iE(), u = F(l), d = F(u), f = L(d, !0), p = R(d, 2), m = (e) => {
			var t = tE(), n = L(t, !0);
			z(() => q(n, V(o))), K(e, t);
		};
		J(p, (e) => {
			V(o) && e(m);
		}), E(u);
		var h = R(u, 2), g = (e) => {
			var i = nE(), a = F(i), o = F(a);
			bu(F(o), {
				get lab() {
					return n();
				},
				name: "condition number",
				children: (e, t) => {
					Le(), K(e, Ri("condition number"));
				},
				$$slots: { default: !0 }
			}), E(o);
			var s = L(R(o, 2), !0);
			E(a);
			var c = R(a, 2), l = L(R(F(c), 2), !0);
			E(c);
			var u = R(c, 2), d = L(R(F(u), 2), !0);
			E(u), ZT(R(u, 2), {
				get lab() {
					return n();
				},
				get agreement() {
					return t.agreement;
				}
			}), E(i), z((e, t, n) => {
				q(s, e), q(l, t), q(d, n);
			}, [
				() => $(V(r).condition, 3),
				() => V(r).exact ? "the floor is 0 (exact)" : $l(V(r).forecast.loss),
				() => $l(V(r).forecast.toTolerance)
			]), K(e, i);
		}, _ = /* @__PURE__ */ j(() => n().shows("forecast"));
		J(h, (e) => {
			V(_) && e(g);
		});
		var v = R(h, 2), y = (e) => {
			let t = /* @__PURE__ */ j(() => V(i).fix);
			var n = rE(), r = L(n, !0);
			z(() => q(r, V(t).text)), U("click", n, () => c(V(t))), K(e, n);
		}, b = /* @__PURE__ */ j(() => V(i).fix && s(V(i).fix));
		J(v, (e) => {
			V(b) && e(y);
		}), Cu(R(v, 2), {
			get text() {
				return `${V(a) ?? ""} ${V(o) ?? ""}`;
			},
			wait: 700
		}), E(l), z(() => {
			ao(l, 1, `verdict ${V(i).tone ?? ""}`), q(f, V(a));
		}), K(e, l);
	};
	J(u, (e) => {
		V(r) && V(i) && e(d);
	}), K(e, l), A();
}
Ci(["click"]), Z(), Cs();
var oE = 9, sE = .5, cE = .25, lE = 30, uE = 600;
function dE(e) {
	sr(() => {
		if (e.playing) return qr(() => fE(e));
	});
}
function fE(e) {
	return matchMedia("(prefers-reduced-motion: reduce)").matches ? hE(e) : mE(e);
}
function pE(e) {
	let t = e.length - 1, n = Array.from({ length: t }, (t, n) => {
		let r = Math.abs(Math.log(e[n] / e[n + 1]));
		return Number.isFinite(r) ? r : 0;
	}), r = n.reduce((e, t) => e + t, 0), i = n.map((e) => Math.min(r > 0 ? e / r : 0, cE)), a = i.reduce((e, t) => e + t, 0), o = [0];
	for (let e of i) {
		let n = a > 0 ? e / a : 1 / t;
		o.push(o[o.length - 1] + sE / t + .5 * n);
	}
	return o;
}
function mE(e) {
	let t = pE(e.run?.losses ?? [1, 1]), n = oE * Math.min(1, t.length / lE), r = t[Math.min(e.epoch, t.length - 1)], i = performance.now(), a = requestAnimationFrame(function o(s) {
		r += Math.max(0, s - i) / 1e3 / n * e.speed, i = s;
		let c = e.epoch;
		for (; c + 1 < t.length && t[c + 1] <= r + 1e-9;) c++;
		gE(e, c + 1 >= t.length ? e.epochs : c), e.playing && (a = requestAnimationFrame(o));
	});
	return () => cancelAnimationFrame(a);
}
function hE(e) {
	let t = setInterval(() => gE(e, e.epoch + Math.ceil(e.epochs / 10)), uE / e.speed);
	return () => clearInterval(t);
}
function gE(e, t) {
	e.jump(t), e.epoch >= e.epochs && (e.playing = !1);
}
// src/panels/ModelVerdict.svelte
var _E = /* @__PURE__ */ n({ default: () => vE });
function vE(e, t) {
	k(t, !0);
	let n = /* @__PURE__ */ j(() => t.lab.trained), r = /* @__PURE__ */ j(() => t.lab.run), i = /* @__PURE__ */ j(() => t.agreement.answer?.diagnosis ?? null), a = {
		converged: "Converged: more epochs would change nothing that counts.",
		converging: "Converging: the run is still on its way.",
		diverging: "Diverging.",
		unstable: "Unstable: the weights stay bounded, but they do not settle."
	}, o = /* @__PURE__ */ j(() => V(r) ? t.lab.shows("reason") ? V(i)?.cause === "separable" ? "No finite weights are best: the classes can be separated, and the loss falls forever." : V(c) ? a[V(c)] ?? "" : `The loss goes from ${$(V(r).losses[0])} to ${$(V(r).losses[V(r).epochs])} in ${$l(V(r).epochs)}.` : a[V(c) ?? ""] ?? "Where the run leads is not shown." : ""), s = /* @__PURE__ */ j(() => V(r) ? V(r).losses.findIndex((e) => !Number.isFinite(e)) : -1), c = /* @__PURE__ */ j(() => V(i)?.status ?? (V(s) >= 0 ? "diverging" : V(n).status)), l = /* @__PURE__ */ j(() => {
		if (!V(r) || !t.lab.shows("reason")) return "";
		if (V(i)) return ou(V(i).sentence);
		let e = t.lab.floor;
		return V(s) >= 0 ? `The numbers overflow at epoch ${Ql(V(s))}.` : `${Number.isNaN(e) ? "" : ` The lowest loss is ${$(e)}.`} ${Fs.alone ? "Where the run leads, only Python can judge." : "Python is judging where the run leads."}`.trim();
	}), u = /* @__PURE__ */ j(() => V(c) === "diverging" || V(c) === "unstable" ? "bad" : V(c) === "converged" ? "good" : "plain"), d = /* @__PURE__ */ j(() => V(i) && V(i).status !== "converged" && V(i).lr_advised !== null && Math.abs(V(i).lr_advised / t.lab.lr - 1) > .02 ? V(i).lr_advised : null), f = /* @__PURE__ */ j(() => V(r) && V(r).epochs < t.lab.epochs ? V(r).epochs : 0);
	var p = G(), m = I(p), h = (e) => {
		var t = yE(), r = L(F(t), !0);
		E(t), z(() => q(r, V(n).fault)), K(e, t);
	}, g = (e) => {
		var r = CE(), i = F(r), a = F(i), s = L(a, !0), c = R(a, 2), p = F(c), m = R(p), h = (e) => {
			var n = Ri();
			z((e) => q(n, `The page runs only ${e ?? ""} of this ${Ol[t.lab.model].text ?? ""}: more would take too long.`), [() => $l(V(f))]), K(e, n);
		}, g = /* @__PURE__ */ j(() => V(f) && t.lab.shows("reason") && !t.lab.hidden.has("model"));
		J(m, (e) => {
			V(g) && e(h);
		}), E(c), E(i);
		var _ = R(i, 2), v = (e) => {
			var r = xE(), i = F(r), a = F(i), o = L(a), s = L(R(a, 2), !0);
			E(i);
			var c = R(i, 2), l = (e) => {
				var t = bE(), r = L(R(F(t), 2), !0);
				E(t), z((e) => q(r, e), [() => V(n).globalLimit === null ? "no rate is" : Zg(V(n).globalLimit)]), K(e, t);
			};
			J(c, (e) => {
				t.lab.rule === "gd" && e(l);
			});
			var u = R(c, 2), d = L(R(F(u), 2), !0);
			E(u), ZT(R(u, 2), {
				get lab() {
					return t.lab;
				},
				get agreement() {
					return t.agreement;
				}
			}), E(r), z((e, n) => {
				q(o, `limit ${t.lab.limitThere?.at ?? "" ?? ""}`), q(s, e), q(d, n);
			}, [() => t.lab.limitThere ? Zg(t.lab.limit) : "not known", () => Number.isNaN(t.lab.floor) ? "not known" : $(t.lab.floor)]), K(e, r);
		}, y = /* @__PURE__ */ j(() => t.lab.shows("forecast"));
		J(_, (e) => {
			V(y) && e(v);
		});
		var b = R(_, 2), x = (e) => {
			var n = SE(), r = L(n);
			z((e) => q(r, `Use ${e ?? ""}`), [() => Zg(V(d))]), U("click", n, () => t.lab.setRate(V(d))), K(e, n);
		}, S = /* @__PURE__ */ j(() => V(d) !== null && t.lab.shows("reason"));
		J(b, (e) => {
			V(S) && e(x);
		}), Cu(R(b, 2), {
			get text() {
				return `${V(o) ?? ""} ${V(l) ?? ""}`;
			},
			wait: 700
		}), E(r), z(() => {
			ao(r, 1, `verdict ${V(u) ?? ""}`), q(s, V(o)), q(p, `${V(l) ?? ""} `);
		}), K(e, r);
	};
	J(m, (e) => {
		V(n).fault ? e(h) : V(r) && e(g, 1);
	}), K(e, p), A();
}
var yE, bE, xE, SE, CE, wE = t((() => {
	Q(), Z(), Is(), Tu(), lu(), kl(), $g(), $T(), eE(), yE = /* @__PURE__ */ W("<section class=\"verdict bad\" aria-label=\"Verdict\"><h2> </h2></section>"), bE = /* @__PURE__ */ W("<div><dt>safe from anywhere</dt> <dd> </dd></div>"), xE = /* @__PURE__ */ W("<dl><div><dt> </dt> <dd> </dd></div> <!> <div><dt>lowest loss</dt> <dd> </dd></div> <!></dl>"), SE = /* @__PURE__ */ W("<button class=\"button main\"> </button>"), CE = /* @__PURE__ */ W("<section aria-label=\"Verdict\"><div class=\"words\"><h2> </h2> <p> <!></p></div> <!> <!> <!></section>"), Ci(["click"]);
}));
Q(), Z(), Cs(), gm(), kh(), Is(), IC();
var TE = /* @__PURE__ */ W("<button class=\"button\">Reset everything</button>"), EE = /* @__PURE__ */ W("<div class=\"half svelte-1n46o8q\"><!></div>"), DE = /* @__PURE__ */ W("<div class=\"whole svelte-1n46o8q\"><!></div>"), OE = /* @__PURE__ */ W("<div><!></div>"), kE = /* @__PURE__ */ W("<div><div class=\"page svelte-1n46o8q\"><!> <!> <div class=\"stage svelte-1n46o8q\"><section class=\"dock svelte-1n46o8q\" aria-label=\"Learning rate and epoch\"><!> <!></section> <section class=\"settings svelte-1n46o8q\" aria-label=\"Settings\"><!> <!> <!> <!></section> <main class=\"svelte-1n46o8q\"><!> <div class=\"pictures svelte-1n46o8q\"><div><!></div> <!> <!> <!> <!></div> <!> <!></main></div></div> <!></div>");
function AE(e, t) {
	k(t, !0);
	let n = ms(t, "lab", 7), r = ms(t, "embedded", 3, !1), i = qr(() => new Gl(n())), a = qr(() => new Qy(n(), t.search)), o = /* @__PURE__ */ j(() => n().opened && n().data !== null), s = () => Promise.resolve().then(() => (wE(), _E)), c = () => Promise.resolve().then(() => (zS(), OS));
	qr(() => dE(n())), lr(() => {
		n().sealed = a.open && a.tab === "learn" && a.learning.asks;
	}), sr(() => r() || Fs.alone ? void 0 : Fs.watch());
	let l = (e) => n().hidden.size > 0 ? bC(yC(e)) : yC(e);
	sr(() => {
		let e = n().settings();
		if (!n().opened || n().playing || r() || !n().revealed) return;
		let t = setTimeout(() => history.replaceState(null, "", l(e)), 250);
		return () => clearTimeout(t);
	});
	function u() {
		!r() && location.hash !== l(n().settings()) && n().open(location.hash);
	}
	var d = kE();
	Si("keydown", qn, (e) => !r() && xv(e, n())), Si("hashchange", qn, u);
	let f;
	var p = F(d), m = F(p);
	jv(m, {
		get lab() {
			return n();
		},
		children: (e, t) => {
			Gv(e, { get panels() {
				return a;
			} });
		},
		$$slots: { default: !0 }
	});
	var h = R(m, 2);
	Lv(h, { get lab() {
		return n();
	} });
	var g = R(h, 2), _ = F(g), v = F(_), y = (e) => {
		dv(e, { get lab() {
			return n();
		} });
	}, b = /* @__PURE__ */ j(() => n().shows("rate"));
	J(v, (e) => {
		V(b) && e(y);
	});
	var x = R(v, 2), S = (e) => {
		yv(e, { get lab() {
			return n();
		} });
	}, C = /* @__PURE__ */ j(() => n().shows("play"));
	J(x, (e) => {
		V(C) && e(S);
	}), E(_);
	var w = R(_, 2), T = F(w), ee = (e) => {
		av(e, { get lab() {
			return n();
		} });
	}, te = /* @__PURE__ */ j(() => n().shows("model"));
	J(T, (e) => {
		V(te) && e(ee);
	});
	var ne = R(T, 2);
	hv(ne, { get lab() {
		return n();
	} });
	var re = R(ne, 2), ie = (e) => {
		Q_(e, { get lab() {
			return n();
		} });
	}, ae = /* @__PURE__ */ j(() => n().shows("data"));
	J(re, (e) => {
		V(ae) && e(ie);
	});
	var oe = R(re, 2), se = (e) => {
		var t = TE();
		U("click", t, () => n().reset()), K(e, t);
	}, ce = /* @__PURE__ */ j(() => n().shows("reset"));
	J(oe, (e) => {
		V(ce) && e(se);
	}), E(w);
	var le = R(w, 2), ue = F(le), de = (e) => {
		zv(e, {});
	}, fe = (e) => {
		Tv(e, { get lab() {
			return n();
		} });
	}, pe = (e) => {
		var t = G(), r = I(t), a = (e) => {
			aE(e, {
				get lab() {
					return n();
				},
				get agreement() {
					return i;
				}
			});
		}, o = (e) => {
			var t = G();
			la(I(t), s, null, (e, t) => {
				var r = /* @__PURE__ */ j(() => {
					var { default: e } = V(t);
					return { ModelVerdict: e };
				}), a = /* @__PURE__ */ j(() => V(r).ModelVerdict), o = G();
				Fa(I(o), () => V(a), (e, t) => {
					t(e, {
						get lab() {
							return n();
						},
						get agreement() {
							return i;
						}
					});
				}), K(e, o);
			}), K(e, t);
		};
		J(r, (e) => {
			n().closedRule ? e(a) : e(o, -1);
		}), K(e, t);
	}, me = /* @__PURE__ */ j(() => n().shows("verdict"));
	J(ue, (e) => {
		n().sealed ? e(de) : n().revealed ? V(me) && e(pe, 2) : e(fe, 1);
	});
	var he = R(ue, 2), ge = F(he);
	dh(F(ge), {
		get lab() {
			return n();
		},
		get editor() {
			return a.editor;
		}
	}), E(ge);
	var _e = R(ge, 2), ve = (e) => {
		var t = EE(), r = F(t), i = (e) => {
			cm(e, { get lab() {
				return n();
			} });
		}, a = (e) => {
			var t = G();
			la(I(t), c, null, (e, t) => {
				var r = /* @__PURE__ */ j(() => {
					var { default: e } = V(t);
					return { TerrainChart: e };
				}), i = /* @__PURE__ */ j(() => V(r).TerrainChart), a = G();
				Fa(I(a), () => V(i), (e, t) => {
					t(e, { get lab() {
						return n();
					} });
				}), K(e, a);
			}), K(e, t);
		};
		J(r, (e) => {
			n().isLine ? e(i) : e(a, -1);
		}), E(t), K(e, t);
	}, ye = /* @__PURE__ */ j(() => n().shows("contour"));
	J(_e, (e) => {
		V(ye) && e(ve);
	});
	var be = R(_e, 2), xe = (e) => {
		var t = DE();
		ag(F(t), { get lab() {
			return n();
		} }), E(t), K(e, t);
	}, Se = /* @__PURE__ */ j(() => n().shows("losses"));
	J(be, (e) => {
		V(Se) && e(xe);
	});
	var Ce = R(be, 2), we = (e) => {
		var t = OE();
		og(F(t), { get lab() {
			return n();
		} }), E(t), z((e) => ao(t, 1, e, "svelte-1n46o8q"), [() => Qa(n().closedRule && n().shows("directions") ? "half" : "whole")]), K(e, t);
	}, Te = /* @__PURE__ */ j(() => n().shows("weights"));
	J(Ce, (e) => {
		V(Te) && e(we);
	});
	var Ee = R(Ce, 2), De = (e) => {
		var t = EE();
		Xh(F(t), { get lab() {
			return n();
		} }), E(t), K(e, t);
	}, Oe = /* @__PURE__ */ j(() => n().closedRule && n().shows("directions"));
	J(Ee, (e) => {
		V(Oe) && e(De);
	}), E(he);
	var ke = R(he, 2), Ae = (e) => {
		Hv(e, { get lab() {
			return n();
		} });
	}, je = /* @__PURE__ */ j(() => n().shows("steps"));
	J(ke, (e) => {
		V(je) && e(Ae);
	});
	var Me = R(ke, 2), Ne = (e) => {
		z_(e, { get lab() {
			return n();
		} });
	}, Pe = /* @__PURE__ */ j(() => n().isLine && n().shows("compare"));
	J(Me, (e) => {
		V(Pe) && e(Ne);
	}), E(le), E(g), E(p), YT(R(p, 2), {
		get panels() {
			return a;
		},
		get agreement() {
			return i;
		}
	}), E(d), z((e) => {
		f = ao(d, 1, "downslope-lab svelte-1n46o8q", null, f, { embedded: r() }), X(d, "data-lm-suppress-shortcuts", r() || void 0), X(d, "data-theme", kv.chosen), X(d, "data-ready", V(o)), ao(ge, 1, e, "svelte-1n46o8q");
	}, [() => Qa(n().shows("contour") ? "half" : "whole")]), U("keydown", d, (e) => r() && xv(e, n())), K(e, d), A();
}
Ci(["keydown", "click"]);
// src/alone/numerals.ts
function jE(e, t = 6) {
	if (Number.isNaN(e)) return "nan";
	if (!Number.isFinite(e)) return e < 0 ? "-inf" : "inf";
	if (e === 0) return Object.is(e, -0) ? "-0" : "0";
	let [n, r] = e.toExponential(t - 1).split("e"), i = Number(r);
	return i >= -4 && i < t ? FE(e.toFixed(Math.max(t - 1 - i, 0))) : `${FE(n)}e${PE(i)}${String(Math.abs(i)).padStart(2, "0")}`;
}
function ME(e) {
	if (!Number.isFinite(e)) return jE(e);
	if (Object.is(e, -0)) return "-0.0";
	let [t, n] = e.toExponential().split("e"), r = Number(n);
	if (r < -4 || r >= 16) return `${t}e${PE(r)}${String(Math.abs(r)).padStart(2, "0")}`;
	let i = (t.split(".")[1] ?? "").length, a = e.toFixed(Math.max(i - r, 0));
	return a.includes(".") ? a : `${a}.0`;
}
function NE(e) {
	let t = e.trim();
	if (/^[+-]?(inf|infinity)$/i.test(t)) return t.startsWith("-") ? -Infinity : Infinity;
	if (/^[+-]?nan$/i.test(t)) return NaN;
	let n = "\\d+(?:_\\d+)*";
	return RegExp(`^[+-]?(?:${n}\\.?(?:${n})?|\\.${n})(?:e[+-]?${n})?$`, "i").test(t) ? Number(t.replaceAll("_", "")) : null;
}
var PE, FE, IE = t((() => {
	PE = (e) => e < 0 ? "-" : "+", FE = (e) => e.includes(".") ? e.replace(/\.?0+$/, "") : e;
}));
// src/alone/grading.ts
function LE(e, t) {
	let n = e.trim().replaceAll("−", "-");
	t && n.toLowerCase().endsWith(t.toLowerCase()) && (n = n.slice(0, -t.length).trimEnd());
	let r = n.endsWith("%") && t !== "%";
	r && (n = n.slice(0, -1));
	let i = /^([^/]+)\/([^/]+)$/.exec(n), a = i ? null : NE(n);
	if (i) {
		let [e, t] = [NE(i[1]), NE(i[2])];
		e !== null && t !== null && (a = t ? e / t : Infinity);
	}
	return a !== null && r ? a / 100 : a;
}
function RE(e, t) {
	let n = LE(e, t);
	if (n === null) {
		let t = e.includes(",") ? "; write a decimal point, not a comma" : "";
		throw new WE(`'${XE(e)}' is not a number: type one such as 0.025, 1/40, or 2.5e-2${t}.`);
	}
	if (!Number.isFinite(n) || Math.abs(n) > KE) throw new WE(`'${XE(e)}' cannot be the answer: give a finite number, at most 1e+15 in size.`);
	return n;
}
function zE(e, t) {
	let { observed: n, text: r } = e, i = (e, t, i) => ({
		scored: {
			status: e,
			predicted: t,
			observed: n,
			text: i
		},
		observation: { text: r }
	});
	if (t === null) return i("skipped", null, e.skipped);
	if (e.number === null) {
		let n = e.question.options.find(({ key: e, text: n }) => [YE(e), YE(n)].includes(YE(t)));
		if (!n) throw new WE(`There is no option '${XE(t)}': choose one of the list.`);
		let r = e.replies[n.key];
		return i(r.status, n.key, r.text);
	}
	let { tolerance: a, relative: o, shown: s, too_low: c, too_high: l } = e.number, { title: u, unit: d } = e.question, f = Number(n), p = t.length > GE ? null : LE(t, d);
	if (p === null || !Number.isFinite(p) || Math.abs(p) > KE) {
		let e = XE(t).includes(",") ? ", with a decimal point and no comma" : "";
		throw new WE(`The prediction '${XE(t)}' is not a number: “${u}” asks for one. Type one such as 1.5, 1/40, or 2e3${e}.`);
	}
	if (ZE(p, f, o ? a : 0, o ? 0 : a)) return i("right", p, `Right. The exact answer is ${s}.`);
	let m = p < f ? c : l;
	return i("wrong", p, `You said ${jE(p)}. The right answer is ${s}. ${m}`.trim());
}
function BE(e, t, n) {
	let { correct: r, feedback: i } = e.number === null ? VE(e, t) : HE(e, t), a = r || n >= JE;
	return {
		attempt: n,
		correct: r,
		feedback: i,
		hint: a ? null : e.hints[n - 1] ?? null,
		answer: a ? e.answer : null,
		why: a ? e.why : null
	};
}
function VE({ posed: e, options: t }, n) {
	let r = YE(n), i = e.options.find((e) => YE(e.text) === r)?.letter ?? /^\(?([a-z])[).:]?$/.exec(r)?.[1] ?? "";
	if (!Object.hasOwn(t, i)) {
		let t = e.options.at(-1)?.letter;
		throw new WE(`'${XE(n)}' is not an option: give a letter from a to ${t}.`);
	}
	return t[i];
}
function HE({ posed: e, number: t }, n) {
	let { right: r, tolerance: i, slack: a, shown: o, misses: s, otherwise: c } = t;
	if (n.trim() === "") throw new WE("The answer is empty: give one number, such as 0.025 or 1/40.");
	let l = RE(n, e.unit);
	if (ZE(l, r, i, a + qE)) return {
		correct: !0,
		feedback: l === r ? "Right." : `Right: ${o}.`
	};
	let u = s.find(({ value: e }) => ZE(l, e, i, a + qE));
	if (u) return {
		correct: !1,
		feedback: u.feedback
	};
	let d = l > r ? "too large" : "too small";
	return {
		correct: !1,
		feedback: `${UE(l, e.unit)} is ${d}. ${c}`
	};
}
function UE(e, t) {
	return `${Number.isInteger(e) && Math.abs(e) < 1e6 ? e.toFixed(0) : jE(e, 4)} ${t}`.trimEnd();
}
var WE, GE, KE, qE, JE, YE, XE, ZE, QE, $E = t((() => {
	IE(), WE = class extends Error {}, GE = 200, KE = 0x38d7ea4c68000, qE = 1e-12, JE = 3, YE = (e) => e.split(/\s+/).filter(Boolean).join(" ").toLowerCase(), XE = (e) => e.slice(0, 200).split(/\s+/).filter(Boolean).join(" ").slice(0, 40), ZE = (e, t, n, r) => Math.abs(e - t) <= n * Math.abs(t) + r, QE = (e, t) => (e.find(({ posed: e }) => e.seed === t) ?? e[Math.floor(Math.random() * e.length)]).posed;
}));
// src/alone/links.ts
function eD(e, t, n) {
	let r = e.find((e) => e.name === t) ?? e[0];
	if (!r.takes_prompt) return {
		url: r.address,
		text: "",
		note: r.note
	};
	let i = tD(n, nD - r.address.length);
	return {
		url: r.address + aD(i),
		text: i,
		note: r.note
	};
}
function tD(e, t) {
	if (aD(e).length <= t) return e;
	let n = "", r = aD(rD).length;
	for (let i of e) {
		if (r += aD(i).length, r > t) break;
		n += i;
	}
	let i = 0;
	for (let t of e.matchAll(iD)) t.index + 1 <= n.length && (i = t.index + 1);
	return (e.slice(0, i).trimEnd() || n) + rD;
}
var nD, rD, iD, aD, oD = t((() => {
	nD = 2e3, rD = " (The rest of this prompt is on my clipboard; ask me to paste it.)", iD = /[.?!\n](?=[ \n]|$)/g, aD = (e) => encodeURIComponent(e.replace(/\p{Surrogate}/gu, "�")).replace(/[!'()*]/g, (e) => `%${e.charCodeAt(0).toString(16).toUpperCase()}`);
}));
// src/alone/random.ts
function sD(e) {
	let t = 0;
	for (let n = 2; n <= e; n++) t += Math.log(n);
	return t;
}
function cD(e, t, n, r, i) {
	let a = 2 ** n, [o, s, c] = [
		0,
		1,
		2
	].map(() => new Float64Array(mD)), l = t / r(e), u = e, d = e;
	s[0] = Math.floor(u / l * a), [o[0], o[255]] = [l / a, u / a], [c[0], c[255]] = [1, r(u)];
	for (let e = 254; e >= 1; e--) u = i(t / u + r(u)), s[e + 1] = Math.floor(u / d * a), d = u, c[e] = r(u), o[e] = u / a;
	return {
		widths: o,
		inside: s,
		heights: c
	};
}
function lD(e) {
	let t = [e >>> 0];
	e >= 2 ** 32 && t.push(Math.floor(e / 2 ** 32) >>> 0);
	let n = [], r = 1135663077, i = (e) => {
		let t = (e ^ r) >>> 0;
		return r = Math.imul(r, 2468251765) >>> 0, t = Math.imul(t, r) >>> 0, (t ^ t >>> 16) >>> 0;
	}, a = (e, t) => {
		let n = Math.imul(e, 3389127133) - Math.imul(t, 1232336661) >>> 0;
		return (n ^ n >>> 16) >>> 0;
	};
	for (let e = 0; e < 4; e++) n.push(i(t[e] ?? 0));
	for (let e = 0; e < 4; e++) for (let t = 0; t < 4; t++) e !== t && (n[t] = a(n[t], i(n[e])));
	let o = [], s = 2337405405;
	for (let e = 0; e < 8; e++) {
		let t = (n[e % 4] ^ s) >>> 0;
		s = Math.imul(s, 1492356589) >>> 0, t = Math.imul(t, s) >>> 0, o.push((t ^ t >>> 16) >>> 0);
	}
	return [
		0,
		2,
		4,
		6
	].map((e) => BigInt(o[e]) | BigInt(o[e + 1]) << 32n);
}
var uD, dD, fD, pD, mD, hD, gD, _D, vD, yD, bD, xD = t((() => {
	uD = (1n << 64n) - 1n, dD = (1n << 128n) - 1n, fD = 47026247687942121848144207491837523525n, pD = class {
		state = 0n;
		increment;
		constructor(e) {
			let [t, n, r, i] = lD(e);
			this.increment = ((r << 64n | i) << 1n | 1n) & dD, this.advance(), this.state = this.state + (t << 64n | n) & dD, this.advance();
		}
		advance() {
			this.state = this.state * fD + this.increment & dD;
		}
		bits() {
			this.advance();
			let e = this.state >> 122n, t = this.state >> 64n ^ this.state & uD;
			return (t >> e | t << (64n - e & 63n)) & uD;
		}
		double() {
			return Number(this.bits() >> 11n) / 2 ** 53;
		}
		uniform(e, t, n) {
			return Array.from({ length: n }, () => e + (t - e) * this.double());
		}
		normals(e, t = 1) {
			return Array.from({ length: e }, () => t * this.normal());
		}
		normal() {
			for (;;) {
				let e = this.bits(), t = Number(e & 255n), n = e >> 9n & 4503599627370495n, r = Number(n) * yD.widths[t], i = e >> 8n & 1n ? -r : r;
				if (Number(n) < yD.inside[t]) return i;
				if (t === 0) for (;;) {
					let e = -Math.log1p(-this.double()) / hD;
					if (!(2 * -Math.log1p(-this.double()) <= e * e)) return n >> 8n & 1n ? -(hD + e) : hD + e;
				}
				if ((yD.heights[t - 1] - yD.heights[t]) * this.double() + yD.heights[t] < Math.exp(-.5 * i * i)) return i;
			}
		}
		exponential() {
			for (;;) {
				let e = this.bits() >> 3n, t = Number(e & 255n), n = Number(e >> 8n), r = n * bD.widths[t];
				if (n < bD.inside[t]) return r;
				if (t === 0) return _D - Math.log1p(-this.double());
				if ((bD.heights[t - 1] - bD.heights[t]) * this.double() + bD.heights[t] < Math.exp(-r)) return r;
			}
		}
		gamma(e) {
			for (;;) {
				let t = this.double(), n = this.exponential();
				if (t <= 1 - e) {
					let r = t ** (1 / e);
					if (r <= n) return r;
				} else {
					let r = -Math.log((1 - t) / e), i = (1 - e + e * r) ** (1 / e);
					if (i <= n + r) return i;
				}
			}
		}
		studentT(e) {
			let t = this.normal();
			return Math.sqrt(e / 2) * t / Math.sqrt(this.gamma(e / 2));
		}
		poisson(e) {
			if (e >= 10) return this.largePoisson(e);
			let t = Math.exp(-e), n = 1;
			for (let e = 0;; e++) if (n *= this.double(), n <= t) return e;
		}
		largePoisson(e) {
			let t = .931 + 2.53 * Math.sqrt(e), n = -.059 + .02483 * t, r = 1.1239 + 1.1328 / (t - 3.4), i = .9277 - 3.6224 / (t - 2);
			for (;;) {
				let a = this.double() - .5, o = this.double(), s = .5 - Math.abs(a), c = Math.floor((2 * n / s + t) * a + e + .43);
				if (s >= .07 && o <= i || !(c < 0 || s < .013 && o > s) && Math.log(o) + Math.log(r) - Math.log(n / (s * s) + t) <= -e + c * Math.log(e) - sD(c)) return c;
			}
		}
	}, mD = 256, hD = 3.654152885361009, gD = .0049286732339746545, _D = 7.69711747013105, vD = .003949659822581557, yD = cD(hD, gD, 52, (e) => Math.exp(-.5 * e * e), (e) => Math.sqrt(-2 * Math.log(e))), bD = cD(_D, vD, 53, (e) => Math.exp(-e), (e) => -Math.log(e));
}));
// src/alone/samples.ts
function SD({ names: e, target: t, columns: n, y: r }, i) {
	let a = Fm({
		kind: "points",
		names: e,
		target: t,
		columns: n,
		y: r
	}), o = r.length > OD ? CD(r.length) : null, s = (e) => o ? o.map((t) => e[t]) : e;
	return {
		...a,
		columns: n.map(s),
		y: s(r),
		sampled: o !== null,
		sample_size: o?.length ?? r.length,
		source: i
	};
}
function CD(e) {
	let t = new pD(0), n = /* @__PURE__ */ new Set();
	for (; n.size < OD;) n.add(Math.floor(e * t.double()));
	return [...n].sort((e, t) => e - t);
}
function wD({ n: e, noise: t, seed: n, low: r, high: i }) {
	let a = new pD(n), o = a.uniform(r, i, e), s = a.normals(e, t), c = o.map((e, t) => kD * e + AD + s[t]), l = `${Ql(e)} points of y = 3x + 2 with noise ${jE(t)}, seed ${n}`;
	return {
		...SD({
			names: ["x"],
			target: "y",
			columns: [o],
			y: c
		}, l),
		lr_start: a.normals(2),
		truth: [kD, AD]
	};
}
function TD(e, t, n) {
	let r = e.uniform(0, 10, t);
	return [[r], n(r)];
}
function ED({ points: e, n: t, seed: n }, r) {
	let [i, a] = MD[e](new pD(n), t), o = i.length === 1 ? ["x"] : i.map((e, t) => `x${t + 1}`), s = t === 100 && n === 0 ? r : `${Ql(t)} points of ${e}, seed ${n}`;
	return SD({
		names: o,
		target: "y",
		columns: i,
		y: a
	}, s);
}
function DD(e, t) {
	let n = t.map((t) => e.names.indexOf(t)), r = e.names.length, i = (e) => n.map((t) => e[t]), a = e.equivalent, o = Lm([
		...n,
		r,
		r + 1
	].map((e) => a.map((t) => t[e]))), s = o[t.length + 1]?.[t.length + 1] ?? 0;
	return {
		...e,
		names: t,
		weight_names: [...t, "intercept"],
		columns: i(e.columns),
		equivalent: o,
		loss_floor: s * s / e.n,
		lr_start: [...i(e.lr_start), e.lr_start[r]],
		truth: t.length === r && e.truth ? [...i(e.truth), e.truth[r]] : null,
		remains: ""
	};
}
var OD, kD, AD, jD, MD, ND, PD = t((() => {
	lu(), Vm(), IE(), xD(), OD = 2e3, kD = 3, AD = 2, jD = 8, MD = {
		"lesson-line": (e, t) => ND(e, t, () => e.normal()),
		"lesson-outliers": (e, t) => ND(e, t, () => e.studentT(1.5)),
		"lesson-useless-columns": (e, t) => {
			let n = e.normals(t * jD), r = Array.from({ length: jD }, (e, r) => Array.from({ length: t }, (e, t) => n[t * jD + r]));
			return [r, e.normals(t).map((e, t) => 3 * r[0][t] - 2 * r[1][t] + 2 + e)];
		},
		"lesson-yes-no": (e, t) => TD(e, t, (t) => t.map((t) => Number(e.double() < 1 / (1 + Math.exp(5 - t))))),
		"lesson-separated": (e, t) => TD(e, t, (e) => e.map((e) => Number(e > 5))),
		"lesson-three-classes": (e, t) => TD(e, t, (n) => {
			let r = e.normals(t);
			return n.map((e, t) => Number(e + r[t] >= 3) + Number(e + r[t] >= 7));
		}),
		"lesson-counts": (e, t) => TD(e, t, (t) => t.map((t) => e.poisson(Math.exp(.2 * t + .5)))),
		"lesson-bend": (e, t) => {
			let n = e.uniform(-5, 5, t), r = e.normals(t, .3);
			return [[n], n.map((e, t) => Math.abs(e) + r[t])];
		}
	}, ND = (e, t, n) => TD(e, t, (e) => {
		let t = e.map(n);
		return e.map((e, n) => kD * e + AD + t[n]);
	});
}));
// src/alone/sheets.ts
function FD(e, t) {
	if (e.includes("�") || e.includes("\0")) throw aO(t, "is not text in UTF-8");
	let n = e.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n").replace(/\n+$/, ""), r = n.split("\n", 1)[0];
	if (r.trim() === "" || r.startsWith("#") || /^"?sep=/i.test(r)) throw aO(t, "begins with something other than the names of its columns");
	let i = LD(n, ID(r, t), t), a = i.shift().fields.map((e) => e.trim());
	if (zD(a, t), i.length === 0) throw new ZD(`${t} has a header but no rows: at least two are needed.`);
	if (i.every(({ fields: e }) => e.length > a.length)) throw aO(t, "has more fields in its rows than names of columns");
	let o = i.map((e) => BD(e, a, t)), s = a.map((e, n) => i.every(({ fields: e }) => (e[n] ?? "") === "") ? {
		name: e,
		kind: "text",
		rows: 0
	} : VD(e, o, n, t)), c = s.filter((e) => e.kind === "number");
	if (c.length < 2) throw HD(t, s, o);
	return {
		id: crypto.getRandomValues(/* @__PURE__ */ new Uint32Array(2)).join(""),
		name: t,
		columns: s,
		rows: o.length,
		target: c.at(-1).name,
		preview: o.slice(0, eO),
		cells: o
	};
}
function ID(e, t) {
	let n = QD.map((t) => e.split(t).length - 1), r = QD.filter((e, t) => n[t] > 0);
	if (r.length > 1) throw aO(t, "has more than one kind of separator in its first line");
	return r[0] ?? ",";
}
function LD(e, t, n) {
	let r = [], i = {
		fields: [],
		line: 1
	}, a = 1;
	for (let o = 0; o <= e.length;) {
		let s = "";
		if (e[o] === "\"") {
			let r = a;
			for (o++;; o++) {
				if (o >= e.length) throw new ZD(`${n} line ${r} has a quote that is not closed: fix that line.`, r - 1);
				if (e[o] === "\n" && a++, e[o] !== "\"") s += e[o];
				else if (e[o + 1] === "\"") s += e[o++];
				else break;
			}
			if (o++, o < e.length && e[o] !== t && e[o] !== "\n") throw aO(n, `has text after a closing quote in line ${a}`);
		} else {
			let r = RD(e, o, t);
			if (s = e.slice(o, r), s.includes("\"")) throw aO(n, `has a quote inside a field in line ${a}`);
			o = r;
		}
		i.fields.push(s), (o >= e.length || e[o] === "\n") && (r.push(i), i = {
			fields: [],
			line: ++a
		}), o++;
	}
	return r;
}
function RD(e, t, n) {
	let r = t;
	for (; r < e.length && e[r] !== n && e[r] !== "\n";) r++;
	return r;
}
function zD(e, t) {
	let n = e.filter((e) => !$D.has(e));
	if (n.length > 0 && n.every((e) => NE(e) !== null)) throw new ZD(`${t} starts with numbers (${e.slice(0, 3).join(",")}): its first line must name the columns, or give --no-header to number them.`);
	if (e.includes("")) throw aO(t, "has a column without a name");
	let r = e.find((t, n) => e.indexOf(t) < n);
	if (r !== void 0) throw new ZD(`${t} has more than one column named '${r}': rename one.`, void 0, r);
	if (e.includes("intercept")) throw aO(t, "has a column named 'intercept', as the model's own weight is");
}
function BD({ fields: e, line: t }, n, r) {
	if (e.length > n.length) throw new ZD(`${r} line ${t} has ${e.length} fields but the header names ${n.length} columns: fix that line (a field that contains the separator needs quotes).`);
	return n.map((t, n) => {
		let r = (e[n] ?? "").trim();
		return $D.has(r) ? null : r;
	});
}
function VD(e, t, n, r) {
	let i = t.map((e) => e[n]).filter((e) => e !== null), a = i.length;
	if (i.every((e) => NE(e) !== null)) return {
		name: e,
		kind: "number",
		rows: a
	};
	if (i.every((e) => /^(true|false)$/i.test(e))) throw aO(r, `has the column '${e}' of true and false`);
	let o = i.find((e) => /^[+\-−]?\d{1,3}(?:[.,' ]\d{3})*[.,]\d+$/.test(e) || /^−[\d.]+$/.test(e));
	if (o !== void 0) throw aO(r, `has the number '${o}' in column '${e}'`);
	return {
		name: e,
		kind: i.every((e) => /^\d{4}-\d{2}-\d{2}$/.test(e)) ? "date" : "text",
		rows: a
	};
}
function HD(e, t, n) {
	let r = `${e} has ${["no column", "one column"][t.filter((e) => e.kind === "number").length]} of numbers, but a feature and a target are needed`, i = t.findIndex((e) => e.kind === "text");
	if (i < 0) return new ZD(`${r}.`);
	let a = n.findIndex((e) => e[i] !== null && NE(e[i]) === null), o = t[i].name;
	return new ZD(`${r}: column '${o}' is text (row ${a + 1}: '${n[a][i].slice(0, 40)}').`, a + 1, o);
}
function UD(e, t) {
	let n = t.target ?? e.target, r = e.columns.filter(({ name: e, kind: t }) => e !== n && t === "number").map(({ name: e }) => e), i = t.features ?? r.slice(0, tO);
	if (i.length === 0) throw new ZD(`There is no column of numbers besides the target '${n}': at least one is needed as a feature.`);
	let a = [...i, n], o = a.map((t) => WD(e, t)), s = t.drop_missing ? e.cells.filter((e) => o.every((t) => oO(e[t]))) : e.cells;
	GD(e, s, o);
	let c = o.map((t, n) => s.map((r, i) => KD(e, r[t], i, a[n])));
	if (s.length < 2) {
		let t = s.length === 1 ? "1 row" : "no rows";
		throw new ZD(`${e.name} has ${t} of data: at least 2 are needed.`);
	}
	return c.forEach((t, n) => qD(t, a[n], e.name)), {
		...SD({
			names: i,
			target: n,
			columns: c,
			y: c.pop()
		}, e.name),
		left_out: YD(e, t, i, c, e.cells.length - s.length)
	};
}
function WD(e, t) {
	let n = e.columns.findIndex((e) => e.name === t);
	if (n < 0 || e.columns[n].kind !== "number") throw new ZD(`There is no column of numbers '${t}' in ${e.name}: the columns are ${e.columns.map((e) => e.name).join(", ")}.`);
	return n;
}
function GD(e, t, n) {
	let r = t.filter((e) => !n.every((t) => oO(e[t]))).length;
	if (r === 0) return;
	let i = t.findIndex((e) => !n.every((t) => oO(e[t]))), a = n.find((e) => !oO(t[i][e])), o = t[i][a], s = o === null ? NaN : NE(o), c = Number.isNaN(s) ? "a missing value" : `the value ${s < 0 ? "-inf" : "inf"}`, l = r > 1 ? ` (${r} rows are incomplete)` : "", { name: u } = e.columns[a];
	throw new ZD(`Column '${u}' of ${e.name} has ${c} in row ${i + 1}${l}: fix the file, or leave such rows out with --drop-missing.`, i + 1, u);
}
function KD(e, t, n, r) {
	let i = NE(t);
	if (/^[+-]?\d+$/.test(t) && Math.abs(i) > rO) throw new ZD(`Column '${r}' of ${e.name} holds the integer ${t}, beyond 2^53, in row ${n + 1}, which float64 would round: subtract an offset first.`, n + 1, r);
	return i;
}
function qD(e, t, n) {
	let r = JD(e).find((e) => iO.test(String(e)));
	if (r !== void 0) throw aO(n, `has the value ${r} in column '${t}'. It may stand for a missing value`);
}
function JD(e) {
	let [t, n] = [Infinity, -Infinity];
	for (let r of e) [t, n] = [Math.min(t, r), Math.max(n, r)];
	return [t, n];
}
function YD(e, t, n, r, i) {
	let a = [];
	if (i && a.push(`Left out: ${i.toLocaleString("en-US")} row${i === 1 ? "" : "s"} with missing values.`), !t.features) {
		let r = e.columns.filter(({ name: e, kind: n }) => e !== t.target && n === "number").length;
		r > n.length && a.push(`Only the first ${n.length} of ${r} features are shown and used.`);
		let i = e.columns.filter(({ name: e, kind: n }) => e !== t.target && n !== "number").map(({ name: e }) => e), o = i.length - nO;
		i.length && a.push(`Left out, because they hold no numbers: ${i.slice(0, nO).join(", ")}${o > 0 ? ` and ${o} more` : ""}.`);
	}
	return n.forEach((e, t) => {
		let n = r[t][0];
		r[t].length > 3 && (n === 0 || n === 1) && r[t].every((e, t) => e === n + t) && a.push(`'${e}' counts the rows (${n}, ${n + 1}, …): it may be a row number, not a feature. If so, leave it out.`);
	}), a.join(" ");
}
function XD(e) {
	if (e.sampled) throw new ZD("This page holds only a sample of these rows: make the file with Python.");
	let t = (e) => /[",\n]/.test(e) ? `"${e.replaceAll("\"", "\"\"")}"` : e;
	return `${[[...e.names, e.target].map(t).join(","), ...e.y.map((t, n) => [...e.columns.map((e) => ME(e[n])), ME(t)].join(","))].join("\n")}\n`;
}
var ZD, QD, $D, eO, tO, nO, rO, iO, aO, oO, sO = t((() => {
	IE(), PD(), ZD = class extends Error {
		row;
		column;
		constructor(e, t, n) {
			super(e), this.row = t, this.column = n;
		}
	}, QD = [
		",",
		";",
		"	",
		"|"
	], $D = /* @__PURE__ */ new Set([
		"",
		"NA",
		"N/A",
		"na",
		"n/a",
		"null",
		"NULL",
		"None",
		"-",
		"?",
		".",
		"#N/A",
		"#NA",
		"<NA>",
		"NaT",
		"#N/A N/A",
		"NaN",
		"nan",
		"NAN",
		"-NaN",
		"-nan"
	]), eO = 5, tO = 50, nO = 8, rO = 2 ** 53, iO = /^-?9{2,}$/, aO = (e, t) => new ZD(`${e} ${t}, which this page cannot judge: open it with 'downslope lab ${e} --target Y', which needs Python.`), oO = (e) => e !== null && Number.isFinite(NE(e));
})), cO = /* @__PURE__ */ n({
	Refused: () => gO,
	answering: () => bO,
	dataOf: () => lO
});
async function lO(e) {
	let t = await uO(e), { features: n } = e;
	if (!n || e.kind === "upload") return t;
	let r = n.find((e) => !t.names.includes(e));
	if (r !== void 0) throw new gO(`There is no column '${r}': the columns are ${t.names.join(", ")}.`);
	return DD(t, n);
}
async function uO(e) {
	switch (e.kind) {
		case "lesson": return wD(e);
		case "example": return ED(e, Os().points[e.points]);
		case "case": return ws(`data-${e.case}`);
		case "dataset": return ws(`data-${e.name}`);
		case "points": return SD(e, `${e.y.length.toLocaleString("en-US")} points edited on the page`);
		case "file": throw new gO("A file of the command line is not in an exported page: open it under “Your data”.");
		case "upload": {
			let t = vO.get(e.id);
			if (!t) throw new gO("The file that the link names was open in another visit: open it again under “Your data”.");
			return UD(t, e);
		}
	}
}
async function dO(e) {
	let { items: t } = await ws("quiz");
	return (await ws(`quiz-${t.find((t) => t.id === e)?.topic ?? ""}`))[e];
}
async function fO(e, t) {
	let n = await dO(e);
	return n.find(({ posed: e }) => e.seed === t) ?? n[0];
}
async function pO(e, t, n) {
	if (e === "upload") {
		let e = new URLSearchParams(t).get("name") ?? "pasted.csv", r = FD(await new Response(n.body).text(), e);
		vO.set(r.id, r);
		let { id: i, columns: a, rows: o, target: s, preview: c } = r;
		return {
			id: i,
			name: e,
			columns: a,
			rows: o,
			target: s,
			preview: c
		};
	}
	if (!Object.hasOwn(yO, e)) throw new gO("This needs Python: an exported page cannot do it alone.");
	let r = typeof n.body == "string" ? JSON.parse(n.body) : {};
	return yO[e](r);
}
function mO(e) {
	return e instanceof As ? `There are no data '${e.message.replace("data-", "")}' in this page.` : e instanceof TypeError ? "A part of the page could not be loaded: check the connection, and try again." : e instanceof Error ? e.message : String(e);
}
function hO(e) {
	let { row: t, column: n } = e;
	return {
		row: t,
		column: n
	};
}
var gO, _O, vO, yO, bO, xO, SO = t((() => {
	$s(), js(), $E(), oD(), xD(), PD(), sO(), gO = class extends Error {}, _O = 1040, vO = /* @__PURE__ */ new Map(), yO = {
		start: () => Os().start,
		"random-start": () => ({ normals: new pD(0).normals(_O) }),
		lesson: () => ws("lesson"),
		quiz: () => ws("quiz"),
		data: ({ data: e }) => lO(e),
		csv: async ({ data: e }) => XD(await lO(e)),
		experiment: async ({ id: e, prediction: t }) => zE((await ws("experiments"))[String(e)], t),
		prompt: async ({ id: e }) => (await ws("prompts"))[String(e)],
		"quiz/pose": async ({ id: e, seed: t }) => QE(await dO(String(e)), t),
		"quiz/grade": async ({ id: e, seed: t, answer: n, attempt: r }) => BE(await fO(String(e), t), String(n), Number(r)),
		"quiz/hint": async ({ id: e, seed: t, step: n }) => ({ hint: (await fO(String(e), t)).hints[Number(n) - 1] ?? null }),
		open: async ({ target: e, text: t }) => eD((await ws("lesson")).targets, String(e), String(t))
	}, bO = async (e, t) => {
		let [n, r = ""] = e.replace(/^api\//, "").split("?");
		try {
			return xO(await pO(n, r, t), 200);
		} catch (e) {
			if (t.signal?.aborted) throw e;
			return xO({
				error: mO(e),
				...hO(e)
			}, 400);
		}
	}, xO = (e, t) => new Response(typeof e == "string" ? e : JSON.stringify(e), { status: t });
}));
Cs(), js(), $s(), Is(), WC();
var CO = 150;
async function wO() {
	let e = document.getElementById("app"), { search: t, hash: n } = location;
	if (Ds()) {
		let { answering: e } = await Promise.resolve().then(() => (SO(), cO));
		zs(e), Fs.alone = !0, TO();
	}
	let r = new VC(t), i = new Promise((e) => setTimeout(e, CO));
	await Promise.race([r.open(n), i]), e?.replaceChildren(), e && Ji(AE, {
		target: e,
		props: {
			lab: r,
			search: t
		}
	});
}
function TO() {
	if (location.protocol !== "https:" && location.protocol !== "http:" || !isSecureContext || !document.querySelector("meta[name=\"content-beside\"]")) return;
	let e = () => void navigator.serviceWorker?.register("./worker.js").catch(() => void 0);
	document.readyState === "complete" ? e() : addEventListener("load", e);
}
Cs(), js(), $s(), WC(), km(), Ds() && wO();
var EO = "?hide=learn,your-data,share,presets", DO = { render({ model: e, el: t }) {
	let n = /* @__PURE__ */ new Map(), r = (e) => {
		n.get(e.id)?.(e), n.delete(e.id);
	};
	e.on("msg:custom", r), zs(OO(e, n));
	let i = new VC(EO);
	i.open(`#epoch=${Dm.epoch}`);
	let a = Ji(AE, {
		target: t,
		props: {
			lab: i,
			search: EO,
			embedded: !0
		}
	});
	return () => {
		e.off("msg:custom", r), Xi(a);
	};
} };
function OO(e, t) {
	return async (n, r) => {
		let i = crypto.randomUUID(), a = typeof r.body == "string" ? JSON.parse(r.body) : {}, o = new Promise((e, n) => {
			t.set(i, e), r.signal?.addEventListener("abort", () => {
				t.delete(i), n(new DOMException("no longer wanted", "AbortError"));
			});
		});
		e.send({
			id: i,
			where: n.replace(/^api\//, ""),
			question: a
		});
		let { status: s, answer: c } = await o;
		return new Response(JSON.stringify(c), { status: s });
	};
}
export { DO as default };
